"""The turns of a loop: each item under its name, with ``forloop`` telling which one it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.template import Context

Draw = Callable[[Context], str]


def turns(values: Any, many: int, turn: dict[str, Any]) -> Iterator[Any]:
    """Each item, with ``forloop`` telling which one it is."""
    for place, item in enumerate(values):
        turn["counter0"], turn["counter"] = place, place + 1
        turn["revcounter"], turn["revcounter0"] = many - place, many - place - 1
        turn["first"], turn["last"] = place == 0, place == many - 1
        yield item


def drawn_turns(
    body: Draw, context: Context, names: list[str], own: dict[str, Any], items: Iterator[Any]
) -> list[str]:
    """The body for each item, under its name or taken apart under several."""
    if len(names) == 1:
        name, found = names[0], []
        for item in items:
            own[name] = item
            found.append(body(context))
        return found
    return [_drawn_of_many(body, context, names, item) for item in items]


def _drawn_of_many(body: Draw, context: Context, names: list[str], item: Any) -> str:
    found = len(item) if hasattr(item, "__len__") else 1
    if found != len(names):
        raise ValueError(f"Need {len(names)} values to unpack in for loop; got {found}. ")
    context.dicts.append(dict(zip(names, item, strict=False)))
    try:
        return body(context)
    finally:
        context.dicts.pop()
