"""The pages of ``docs/law`` say what the code says now."""

from __future__ import annotations

from pathlib import Path

from zhigong.law.printed import PRINTED, pages, write
from zhigong.law.rulebook import RULES

DOCS = Path(__file__).resolve().parents[2] / "docs" / "law"


def test_pages_are_fresh() -> None:
    """Renew them with ``./zhigong docs`` or ``zhigong.law.printed.write``."""
    kept = {path.name: path.read_text("utf8") for path in DOCS.glob("*.md")}
    stale = [name for name, text in pages().items() if kept.get(name) != text]
    assert stale == []
    orphans = [name for name, text in kept.items() if PRINTED in text and name not in pages()]
    assert orphans == []


def test_every_rule_has_its_page_with_its_parts() -> None:
    found = pages()
    for rule in RULES.values():
        page = found[f"{rule.name}.md"]
        assert rule.title in page
        assert all(f"`{field.name}`" in page for field in rule.fields)
        assert all(article.text in page for article in rule.articles)
        assert rule.name in found["README.md"]


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "law"
    assert write(folder) == len(pages())
    (folder / "gone.md").write_text(f"{PRINTED}\n", "utf8")
    (folder / "by-hand.md").write_text("x\n", "utf8")
    assert write(folder) == 1
    assert write(folder) == 0
    assert (folder / "by-hand.md").exists()
