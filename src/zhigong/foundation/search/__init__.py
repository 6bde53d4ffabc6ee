"""Search: Chinese full text and exact look-ups over what the actor may see.

Put a record in, in the action that changes it (same transaction), and take it out::

    from zhigong.foundation.search.actions import index, unindex
    index(subject_of(case), kind="mediation.case", module="mediation", unit_path=case.unit_path,
          title=case.headline, url=case.get_absolute_url(), note=case.number,
          words=(case.number, case.employer_name), names=(party.name,),
          exact=(("mobile", party.mobile), ("citizen_id", party.citizen_id)), at=case.received_on)

``words`` are searched as full text, ``names`` also by pinyin initials (``zs`` finds 张三); ``exact``
values (plain or ``Sealed``) are kept as keyed hashes only, and found when the whole number is typed.

Find, newest first::

    from zhigong.foundation.search.queries import find
    find(actor, "张三 示范物流", limit=20)         # list of SearchEntry
    find(actor, "139 1234 5678", kinds=("mediation.case",))

Every word that was typed must occur; a two-character name is found as surely as a long text. Rows
stand under row security: who may read the module over the unit sees them, and — by the policy that
a module adds with ``access.FindWithRecord("mediation.case", "mediation_case")`` — who sees the
record. ``title`` and ``note`` are shown as they stand: no full ID numbers or mobiles in them.

Tokens are made here (``tokens.py``: 1- and 2-grams of Chinese, words of everything else, initials of
names) and indexed by PostgreSQL (GIN on ``text[]``); no extension is needed.
"""
