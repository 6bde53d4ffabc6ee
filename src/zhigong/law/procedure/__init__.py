"""Procedure: deadlines, limitation, final awards, what may be brought where, by whom and how.

``deadlines.due(kind, start)`` is the arithmetic for the platform's clocks; the other files are the
rules of the same name.
"""
