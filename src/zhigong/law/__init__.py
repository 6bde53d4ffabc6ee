"""Labour law as code: every amount and deadline with its working and its article. Pure Python.

Start reading at ``core/__init__.py`` (how a rule is made), ``rulebook.py`` (all rules together) and
``command.py`` (``law assess``, ``law rules``). One rule family a folder: ``pay leave contract ending injury
person procedure``. Values that change stand in ``parameters/*.toml``, norms in ``core/norms.toml``.
"""
