"""会员实名管理 (real-name membership): persons, where they work, and their membership in one union.

Start here: rules/workflow.py (the life of a membership), then actions/ (what officers do),
permissions.py (who may), queries.py (who sees), web/urls.py (pages).
"""
