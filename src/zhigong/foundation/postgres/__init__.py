"""PostgreSQL as Django speaks to it, with fewer ways there and back (settings name it as the engine).

``base`` is Django's own, but asks an idle connection how it is without a word to the server, and has
a cursor for statements that never change, which the server then plans once and keeps (ADR 0062).
"""
