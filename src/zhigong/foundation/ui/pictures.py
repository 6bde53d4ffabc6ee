"""QR codes as inline SVG, without style or script."""

from __future__ import annotations

from typing import Any

import segno


def encode(values: dict[str, Any]) -> dict[str, Any]:
    """For ``qr``: error correction M, a quiet zone of four modules as scanners expect."""
    code = segno.make(str(values["text"]), error="m", micro=False)
    size = code.symbol_size(border=4)[0]
    path = "".join(
        f"M{x + 4} {y + 4}h1v1h-1z"
        for y, row in enumerate(code.matrix)
        for x, dark in enumerate(row)
        if dark
    )
    values.update(size=size, path=path)
    return values
