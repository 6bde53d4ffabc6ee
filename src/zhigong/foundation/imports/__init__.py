"""Imports: spreadsheets from anywhere, checked row by row, applied whole or not at all.

A module declares what it takes and registers it in ``AppConfig.ready``::

    ROSTER = Import(
        name="membership.roster", label=_("会员名册"),
        fields=(Field("name", _("姓名"), ("姓名", "职工姓名"), required=True),
                Field("citizen_id", _("身份证号"), (…), kind="digits", required=True),
                Field("born", _("出生日期"), (…), kind="day"),
                Field("wage", _("工资"), (…), kind="money")),
        check=check_row,     # (actor, values) -> Verdict: why this row cannot be taken
        apply=apply_rows,    # (actor, unit_path, rows) -> int: in one transaction; rows stream
    )
    register(ROSTER)

Then::

    run = start_import(actor=actor, name="membership.roster", upload=request.FILES["file"],
                       module="membership", unit_path=unit.path, url=…)   # Refused: no table in it …
    check_later(actor=actor, run=run)        # a job; or check_run(actor=actor, run_id=run.pk) at once
    preview(run)                             # columns found and not found, first rows, what was read
    apply_run(actor=actor, run_id=run.pk, seen_version=run.version, skip_bad=False)
    drop_run(actor=actor, run_id=run.pk)

``run`` (``ImportRun``) has ``total good bad skipped done`` (``done`` grows while it is checked) and
``error_sheet`` (a ``StoredFile``: the refused rows as they came, a column with the reasons before
them). A run with refused rows is applied only with ``skip_bad=True``.

Read are xlsx, xls, ods and csv (UTF-8, UTF-16, GB18030). The head row is found below titles and notes,
may be two rows with merged cells; columns are known by their synonyms, however spaced. Numbers kept as
text, text kept as numbers, full width, days as text or as serial numbers are understood; an ID number
that a spreadsheet has rounded is refused. Rows below the table (totals, who made it) are passed over
and counted. Formulas give the value they last had.
"""
