"""A case as a whole: what excludes what, what follows, the next deadline, the way, the evidence.

``overview.py`` registers the answers that ``assess`` gives under ``case``; ``picture.py`` is what is
known of a case, read from the document's ``case`` facts and from its claims.
"""
