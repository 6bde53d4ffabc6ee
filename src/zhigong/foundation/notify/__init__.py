"""Notify: tell people, in the house always, outside by the channels they want and that exist.

In an action or a job, in its transaction::

    from zhigong.foundation.notify.actions import notify, send_to
    notify(account_id=case.mediator_id, kind="mediation.assigned", title=gettext_noop("…%(number)s"),
           body=gettext_noop("…"), params={"number": case.number}, url=case.get_absolute_url(),
           key=f"assigned:{case.pk}:{case.version}")
    send_to(channel="sms", to=party.mobile, kind="mediation.accepted",
            text=gettext_noop("…"), params={…}, key=…)        # for a person without an account

``title``, ``body`` and ``text`` are message ids, shown in the reader's language; ``params`` fill
their places; a parameter named ``…_words`` is a message id itself. ``outside`` is said out of the
house instead, where title or body name a person. Keep personal text out of them: an SMS is read on a locked screen. ``key`` makes it
happen once. ``to`` may be a ``Sealed`` value: it is carried over without being shown.

``people.holders("mediation.assign", at=case.unit_path)`` are the accounts that hold a capability there.

``queries.unread_count(actor)`` is one index look-up, for the top bar; ``queries.notices_of(actor)``
lists, newest first; ``actions.mark_read(actor=…, notice_id=…)`` and ``mark_all_read(actor=…)``.
Pages: ``notices/`` (list, mark as read) and ``notices/choices/`` (which kinds go out by which
channel). A module names its kinds in ``AppConfig.ready`` with ``kinds.kind("mediation.assigned",
_("案件指派给您"))`` so that people can choose.

Outside channels are ``email`` and ``sms``; a gateway each, by configuration (``gateways.py``):
nothing set — the log says that something would have gone out, without address or text;
``ZHIGONG_SMS_URL`` and ``ZHIGONG_SMS_TOKEN`` (JSON to a webhook), ``ZHIGONG_EMAIL_HOST`` (SMTP). Gateways are called by
a job only, never in a transaction, and tried again.
"""
