"""一站式劳动争议联调 (one-stop joint mediation): one case file for five authorities.

Start here: rules/workflow.py (the life of a case), then actions/ (what people do, one file a
stage), permissions.py (who may), queries.py (who sees), web/urls.py (pages).
"""
