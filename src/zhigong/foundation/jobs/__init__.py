"""Jobs: work after commit, with retries and schedules, in the database (procrastinate).

A module declares its jobs in ``<module>/jobs.py`` (found by itself)::

    from zhigong.foundation.jobs.job import job, scheduled
    from zhigong.foundation.jobs.times import daily, every

    @job("mediation.remind")
    def remind(*, actor: Actor, case_id: int) -> None: ...

    remind.later(actor=actor, case_id=7)                       # commits with the caller's rows
    remind.later(actor=actor, case_id=7, key=f"remind:7:{day}", at=moment)

    @scheduled("mediation.expire", daily(2, 30))
    def expire_applications(*, actor: Actor) -> None: ...      # actor is SYSTEM

A job runs within ``acting(actor)``: one transaction, with the actor's grants of that moment (an
account closed meanwhile does not act any more). It takes ids and plain values, never personal text:
arguments are stored and shown to administrators. ``key``: enqueued twice it is one job, and what it
did it never does again. Every job has one of its own anyway, kept in the job's own transaction, so a
worker killed after the commit does not do it twice. What leaves the house (SMS) may happen twice;
pass ``key`` on to the gateway.

Failed jobs are tried again after 10 s, 30 s, 90 s … (``attempts=8`` by default, some three hours);
``Refused`` and ``GiveUp`` are final. ``@job(…, own_transactions=True)`` is for long work that commits
as it goes: it gets no transaction and must be safe to start again.

``worker.run_worker(stop)`` works until the ``threading.Event`` is set; a job whose worker was killed
runs again within a minute of any worker's being there. ``worker.run_due()`` runs what is due here
and now in this process and on this connection: for tests and the demo. ``queries`` tells what waits
and what failed.
"""
