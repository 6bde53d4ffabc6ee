"""The machine under the rules of law: facts in, results with their working out. Pure, fast, no clock.

How to add a rule (keep this API; it is stable):

1. Put a file into the family it belongs to: ``law/pay``, ``law/leave``, ``law/contract``, ``law/ending``,
   ``law/injury``, ``law/person``, ``law/procedure``. ``law/rulebook.py`` imports every file of a family.
2. Declare fields with the readers of ``core.facts`` (``money number whole day flag choice text many record
   spans``). They refuse bad values themselves; a rule sees typed facts, ``None`` where an optional one is absent.
3. Cite with ``article("LCL", 47, paragraph=1)``; a norm must stand in ``core/norms.toml`` (add yours there).
4. Look up what changes with ``context.row(name, on)`` (refuses the claim without a row) or
   ``context.find(name, on)`` (``None`` without). Rows stand in ``law/parameters/*.toml``; a parameter's Chinese
   name in ``core/parameter_names.toml``. A fact given in the claim wins over a row.
5. Answer with a ``Result``: ``line``/``money`` for the working, ``item``, ``warn``, ``change``; set ``on`` to the
   decisive day and ``amount``/``value``/``date``/``minimum``+``maximum``/``conclusion``. Sums stay exact; they are
   rounded once afterwards. Whatever forbids an answer: ``raise refused(code, reason, remedy, **params)``.
6. Share arithmetic as plain functions (``law/service_time.py``: length of service; ``law/calendar``:
   the official calendar). Answers about the case as a whole: ``@overview(name)`` of ``core.registry``.
7. Chinese text only inside ``gettext_noop``; never in a bare literal. Articles and laws come from the register.

A complete rule (``law/ending/notice_pay.py`` is one that runs)::

    NOTICE = article("LCL", 40)

    @rule(
        "notice_pay",
        title=gettext_noop("代通知金"),
        answer="amount",                                  # amount | range | value | date | items
        fields=(
            money("last_month_wage", gettext_noop("解除前上一个月的应得工资"), required=True),
            day("end", gettext_noop("解除之日"), last=True),   # a month alone means its last day
        ),
        articles=(NOTICE,),
        parameters=(),                                    # names of the rows it may ask for
        formula=(gettext_noop("代通知金 = 上一个月工资"),),
        contested=(),
        examples=({"last_month_wage": "7600"},),
    )
    def notice_pay(facts: Facts, context: Context) -> Result:
        '''What it means, unit, what it refuses, article.'''
        result = Result(on=facts["end"])
        result.money(gettext_noop("上一个月工资"), facts["last_month_wage"], NOTICE)
        result.amount = facts["last_month_wage"]
        return result

``from zhigong.law.rulebook import assess, assess_claim``:
``assess({"place": "510100", "claims": [{"rule": "notice_pay", "last_month_wage": "7600"}]})`` gives plain data
for JSON; ``assess_claim(claim, place, table)`` gives ``(Result, facts)`` for Python callers.
"""
