"""Dated rows of law kept by administrators: minimum wages, averages, choices of local practice.

Rows laid down with the program stand in ``law/parameters``; a row proposed here by one person and
confirmed by another is laid over them. ``queries.current_table()`` is what the law is asked with.
Start reading at ``rules/workflow.py``, then ``actions.py``.
"""
