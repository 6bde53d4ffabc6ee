"""Every component: its name, what it must be given, what it may be given, what it is for.

The order is the order of the gallery and of docs/reference/components.md. Tones are
wait, run, good, warn, late and gold (honours only); an icon is a name of the sprite.
"""

from __future__ import annotations

from django.template import Library

from zhigong.foundation.ui.catalogue import facts, filling, marks, records
from zhigong.foundation.ui.components import compile_slot


def declare(register: Library) -> None:
    """Register every component's tag."""
    register.tag("slot", compile_slot)
    marks.declare_marks(register)
    marks.declare_headings(register)
    marks.declare_buttons(register)
    facts.declare_facts(register)
    facts.declare_tables(register)
    filling.declare_forms(register)
    filling.declare_words(register)
    records.declare_records(register)
    records.declare_pictures(register)
    records.declare_public(register)
