"""Who signs in, with what proof, and what each was granted where.

Read ``rules/roles.py`` (what roles exist), ``models/`` (what is kept), ``actions/`` (what can be
done), ``web/middleware.py`` (how a request gets its actor).
"""
