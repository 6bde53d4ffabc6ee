"""The tree of units: unions, and the agencies that take part; posts and who holds them.

Read ``rules/kinds.py`` (what units there are), ``rules/paths.py`` (what a path is), then
``actions/``. Tables of higher modules that carry a unit path are announced with
``zhigong.org.actions.repathing.repaths``.
"""
