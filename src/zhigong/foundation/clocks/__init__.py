"""Clocks: deadlines of records, and the reminders they give by themselves.

A step of a workflow starts, meets, pauses and drops deadlines (``foundation.workflow.advance``);
``actions.clocks_of(subject)`` lists a record's. ``Clock.state`` tells whether one still runs,
``missed_on`` the day on which it was found to be past its due day. One that is missed runs on: late
work still meets it.

A module says once, when it loads, when its deadlines call::

    # apps.py, in ready()
    from zhigong.foundation.clocks.reminders import reminds
    reminds("supervision.assignment", "due", marks=(15, 7, 3, 0, -1))
    reminds("supervision.assignment", "report", marks=(3, 0, -1))
    reminds("mediation.case", "mediate", marks=(7, 3, 0), tell=notices.deadline)

The first is the record's model as the trail writes it (``audit.record.subject_of``), the second the
clock's name. A mark is the number of days left: 0 is the due day itself, -1 the first day after it,
-7 a week late. Every morning at eight (``jobs.remind``) each deadline that reached a mark calls once;
of marks passed meanwhile (the machine was off) only the latest, and none that lies before the deadline
began. A deadline that was moved (paused and resumed) calls anew for its new day.

Without ``tell``, whoever the record's inbox entry waits for is told, in the house and by the channels
he chose: its holder, or all who hold the awaited capability there. ``tell`` is a function of the
module that gets a ``Call``: ``clock``, ``mark``, ``days_left``, ``waiting`` (the inbox entry or
``None``), ``people`` (the accounts waited for) and ``key`` (hand it on to ``notify``). It runs as the
system, in a job of its own for each call: what fails is tried again and holds up no other. To tell
others besides::

    def deadline(call: Call) -> None:
        tell_waited_for(call)                                   # the standard words
        for account in leaders_of(call.clock.unit_path):
            tell(call, account)

or say it in the module's own words with ``notify(…, key=call.key)``.
"""
