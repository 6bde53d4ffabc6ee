"""Templates as functions: the same templates, drawn in a third of the time (ADR 0030).

Django walks a tree of nodes for every page, and looks at each node anew: is the variable's owner a
mapping, is the value a string, is the filter safe. Here each node becomes a function once, with what
is known beforehand settled: words translated, addresses of files, icons and neighbouring text are one
string. What this package does not know (``ifchanged``, ``blocktranslate``, a library's tag) is drawn by
its own node in its place, so nothing a template may say is lost.

``loader`` makes it happen, ``pieces`` turns nodes into functions, ``values`` what stands in them.
"""
