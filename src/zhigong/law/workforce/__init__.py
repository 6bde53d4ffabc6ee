"""A whole workforce at once: a sheet of workers and months in, every worker's claims with working out.

Pure: rows of cells come in, plain answers go out; who reads the file and who writes the workbook is
outside. The way through::

    sheet = read(rows, ask)              # columns found, rows gathered by worker (``sheet.py``)
    for answer in sheet.answers(ask):    # one worker at a time (``answers.py``)
        totals.add(answer)               # by claim, by month (``totals.py``)

``columns.py`` knows the headings, ``cells.py`` what a cell means, ``person.py`` what is told of one
worker and what of it cannot be used, ``claims.py`` which rules are asked about it. No amount is computed
here: every one is the answer of a rule of the rulebook.
"""
