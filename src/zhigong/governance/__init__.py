"""党政联系 (governance): what the Party committee assigns, promises and decides, and what goes upward.

Start here: rules/ (one file a life: matters, resources, duties, meetings, papers, practices), then
actions/ by the same names, permissions.py (who may), queries/ (who sees), web/kinds.py (pages).
Tasks that follow from any of these are assignments of ``supervision``, linked by their origin.
"""
