"""Live figures: a number that a module counts for a unit and a period, as of this moment.

A module names its figures in ``<module>/figures.py`` and registers them when it loads::

    register(Figure(
        code="mediation.received",             # permanent: snapshots and bindings carry it
        title=gettext_noop("收到调解申请"), counted=Counted.CASES,
        for_number=(STATISTICS,), for_rows=(READ,),
        count=lambda asked: …,                 # Asked -> Found, one statement
        rows=lambda asked: …, line=lambda row: Line(…),   # what it counted, for the drill-down
    ))

Whoever uses figures (reports of supervision, blanks of a text, statistics) knows codes and nothing
of the modules behind them::

    offered(actor, path)                               # the figures this actor may have here
    take(actor, "mediation.received", Asked(path, since, until))    # Taken: value, rows, as of when

A figure is known to whoever holds a capability ``for_number`` (numbers without names) or ``for_rows``
over the unit; others are not offered it and are refused. With the first alone the number is counted
and the rows stay closed. ``/figures/<code>/`` lists what was counted, page by page.
"""
