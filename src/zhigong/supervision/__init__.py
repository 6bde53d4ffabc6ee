"""任务督办 (supervision): what was demanded becomes tasks, and tasks become verified results.

Start here: rules/workflow.py (the life of an assignment), then actions/ (what people do, one file a
stage), permissions.py (who may), queries.py (who sees), web/urls.py (pages).
"""
