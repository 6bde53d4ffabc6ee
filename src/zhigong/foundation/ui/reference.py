"""docs/reference/components.md, printed from the catalogue."""

from __future__ import annotations

from zhigong.foundation.ui.components import REGISTRY, Component
from zhigong.foundation.ui.icons import NAMES, TONES
from zhigong.foundation.ui.templatetags import ui  # noqa: F401  fills the registry

HEAD = """# Components

Printed from `src/zhigong/foundation/ui/catalogue/`; never edited. The gallery at `/ui` shows each in every
state. An unknown or missing attribute is a template error. A block component ends with `{% end<name> %}`;
its slots are `{% slot "name" %} … {% endslot %}` directly inside.

| component | needs | takes (default) | slots | what for |
|---|---|---|---|---|
"""


def components_page() -> str:
    """The whole page."""
    rows = "".join(row(one) for one in REGISTRY.values())
    tones = ", ".join(f"`{tone}`" for tone in TONES)
    icons = ", ".join(f"`{name}`" for name in sorted(NAMES))
    return f"{HEAD}{rows}\nTones: {tones}.\n\nIcons: {icons}.\n"


def row(one: Component) -> str:
    name = f"`{one.name}`" + (" …" if one.block else "")
    needs = ", ".join(f"`{key}`" for key in one.needs)
    takes = ", ".join(f"`{key}` ({value!r})" for key, value in one.takes.items())
    slots = ", ".join(f"`{slot}`" for slot in one.slots)
    cells = (name, needs, takes, slots, one.what)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"
