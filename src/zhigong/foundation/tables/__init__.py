"""Tables: list pages that filter, sort, page by key and export, all declared in one place.

::

    CASES = ListTable(
        name="mediation.cases", caption=_("案件"),
        columns=(
            Column("number", _("案号"), sort="number", head=True, url="get_absolute_url"),
            Column("headline", _("案由"), template="mediation/cells/headline.html"),
            Column("mediator.label", _("调解员")),
            Column("received_on", _("收到"), sort="received_on", kind="day"),
            Column("claimed", _("请求金额"), sort="claimed", nullable=True, kind="money", chosen=False),
        ),
        filters=(
            Pick("state", _("状态"), STATES, field="state"),
            Words("q", _("案号、当事人或单位"), narrow=by_words),     # (queryset, text) -> queryset
            Days("received", _("收到"), field="received_on"),
        ),
        order="-received_on",
    )

    def case_list(request):
        return CASES.answer(request, cases_visible_to(request.actor), "mediation/cases.html")

The page's template has ``{% include "tables/list.html" %}`` where the list shall stand (``list`` is in
the context; ``answer(…, context={…})`` adds more). ``?export=xlsx`` gives all rows that the filters
leave, streamed; it is an event of the trail (verb ``tables.export``).

A row is a model instance; a column's ``name`` is the dotted way from it to the value (a method is
called). ``sort`` names a database field; put an index on (field, id) behind it, and say
``nullable=True`` where it may be null (nulls come last both ways). A page costs one query, and one
more for the number of rows, which is counted no further than a thousand. Which columns an account
wants to see is kept (``tables_columnchoice``). All of it works without JavaScript.

``export.workbook(rows, head)`` writes any iterable of rows to .xlsx in constant memory; text that
looks like a formula stays text.
"""
