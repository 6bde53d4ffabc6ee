"""A whole workforce at once: a sheet of workers and months in, every worker's claims with working out.

Pure: rows of cells come in, plain answers go out; who reads the file and who writes the workbook is
outside. The way through::

    sheet = read_book(tabs, ask)            # tables found, rows gathered by worker (``reading.py``, ``rows.py``)
    for share in shares(sheet, translate):  # some workers at a time, in one process or several (``shares.py``)
        spool.keep(share)                   # answers and lines, put aside until the totals are known
        totals.merge(share.totals)          # by claim, by month (``totals.py``)
    pages(done)                             # the workbook (``book.py``)

``columns.py`` knows the headings, ``titles.py`` what a title says of time, ``cells.py`` what a cell means,
``footing.py`` which rows are nobody's, ``person.py`` what is told of one worker and what of it cannot be
used, ``claims.py`` which rules are asked about it. No amount is computed here: every one is the answer of a
rule of the rulebook.
"""
