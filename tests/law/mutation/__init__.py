"""How many deliberate mistakes in the law the tests notice: ``python -m tests.law.mutation [FILE …]``.

``mistakes`` makes them, ``noticing`` finds what may tell them from the law (claims of the tables and examples,
printed pages, tests) and which of it comes by which line, ``planting`` puts one into the law that is loaded,
``trying`` does so in a forked process, ``findings`` keeps and tells what was found.

What was found is kept in ``.mutation.jsonl``, so that a run that was stopped goes on where it was; a file that has
changed is done anew. ``--again`` tries survivors again after tests were added, ``--table`` only prints. A survivor
that changes no answer is explained in ``explained.toml``.
"""
