"""Translations compiled where they are newer than what was compiled before (``.mo`` is not kept)."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def catalogues() -> list[Path]:
    """Every catalogue: of each module, and of each engine of the foundation."""
    return sorted(
        path
        for depth in ("*", "*/*")
        for path in PACKAGE.glob(f"{depth}/locale/*/LC_MESSAGES/*.po")
    )


def compile_stale() -> int:
    """Compile what changed; returns how many."""
    stale = [path for path in catalogues() if _is_stale(path)]
    for path in stale:
        _compile(path)
    return len(stale)


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path) -> None:
    import polib  # noqa: PLC0415 (most starts compile nothing and need not wait for it)

    scratch = source.with_suffix(".mo.new")
    polib.pofile(str(source)).save_as_mofile(str(scratch))
    scratch.replace(source.with_suffix(".mo"))


def incomplete() -> list[str]:
    """Messages that have no translation, or a doubtful one, as ``file: message``."""
    import polib  # noqa: PLC0415

    return [
        f"{path.relative_to(PACKAGE)}: {entry.msgid}"
        for path in catalogues()
        for entry in polib.pofile(str(path))
        if not entry.obsolete and (not entry.translated() or entry.fuzzy)
    ]
