"""What import-linter cannot see: lazy foreign keys, templates, words, docs printed from code."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from zhigong.org.actions.repathing import COLUMNS

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src/zhigong"
CJK = re.compile(r"[\u4e00-\u9fff]")
GETTEXT = {
    "gettext", "gettext_lazy", "gettext_noop", "pgettext", "pgettext_lazy", "ngettext",
    "ngettext_lazy", "_", "_n",
}  # fmt: skip
# Modules whose Chinese is data, not words to a reader.
DATA_MODULES = {
    "config/settings.py",
    "config/formats/zh_Hans/formats.py",
    "kernel/money.py",  # the sign 元 that people type
    "law/core/numbers.py",
    "membership/actions/roster.py",  # what rosters call their columns
    "supervision/rules/reading/encoding.py",
}


def floors() -> list[set[str]]:
    """The floors of pyproject.toml, highest first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))
    contract = next(c for c in project["tool"]["importlinter"]["contracts"] if c["id"] == "floors")
    return [{name.strip() for name in layer.split("|")} for layer in contract["layers"]]


def floor_of(dotted: str) -> int:
    name = dotted.split(".")[1]
    return next(n for n, floor in enumerate(floors()) if name in floor)


def own_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("zhigong.")]


def relations(model: type[models.Model]) -> Iterator[models.Field]:
    for field in model._meta.get_fields():
        if field.is_relation and not field.auto_created and field.related_model is not None:
            yield field


def code() -> list[Path]:
    return [p for p in SRC.rglob("*.py") if "migrations" not in p.parts]


def test_foreign_keys_point_downwards():
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in own_models()
        for field in relations(model)
        if field.related_model.__module__.startswith("zhigong.")
        and floor_of(field.related_model.__module__) < floor_of(model.__module__)
    ]
    assert wrong == []


def test_nothing_is_deleted_by_cascade_across_modules():
    def module(m: type[models.Model]) -> str:
        return ".".join(m.__module__.split(".")[1:3])

    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        for field in relations(model)
        if getattr(field.remote_field, "on_delete", None) is models.CASCADE
        and model.__module__.split(".")[1] != field.related_model.__module__.split(".")[1]
    ]
    assert wrong == []


# The inbox repeats the states of all workflows; each is constrained where it is kept.
STATE_TOLD_ELSEWHERE = {"inbox.Waiting"}


def test_every_state_field_is_constrained():
    wrong = [
        model._meta.label
        for model in own_models()
        if model._meta.label not in STATE_TOLD_ELSEWHERE
        and any(f.name == "state" for f in model._meta.get_fields())
        and not any("state" in str(getattr(c, "condition", "")) for c in model._meta.constraints)
    ]
    assert wrong == []


def test_every_model_says_what_of_it_is_personal():
    wrong = []
    for model in own_models():
        privacy = getattr(model, "Privacy", None)
        columns = {f.name for f in model._meta.get_fields()}
        if privacy is None or not privacy.kept or not set(privacy.personal) <= columns:
            wrong.append(model._meta.label)
    assert wrong == []


def templates() -> list[Path]:
    return list(SRC.rglob("templates/**/*.html"))


def test_no_inline_script_or_style_in_templates():
    wrong = [
        str(p.relative_to(ROOT))
        for p in templates()
        if re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=|<style", p.read_text("utf8"))
    ]
    assert wrong == []


def test_words_in_templates_are_translatable():
    """A Chinese word stands within a translate tag, a comment, or ``_("…")``."""
    # A language is named in itself.
    spared = re.compile(
        r"中文|{#.*?#}|{% comment.*?endcomment %}|{% blocktranslate.*?endblocktranslate %}"
        r"|{% translate .*?%}|_\(\"[^\"]*\"\)|_\('[^']*'\)",
        re.S,
    )
    punctuation = re.compile(r"[\u3000-\u303f\uff00-\uffef]")
    wrong = {}
    for path in templates():
        left = punctuation.sub("", spared.sub("", path.read_text("utf8")))
        if CJK.search(left):
            wrong[str(path.relative_to(ROOT))] = CJK.findall(left)[:8]
    assert wrong == {}


def bare_chinese(tree: ast.AST) -> list[str]:
    """Chinese string literals that are neither docstrings nor inside a gettext call."""
    spared = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
            if name in GETTEXT:
                spared |= {id(a) for a in ast.walk(node)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            spared.add(id(node.value))
    return [
        f"{node.lineno}: {node.value[:30]}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CJK.search(node.value)
        and id(node) not in spared
    ]


def test_chinese_in_code_is_always_translatable():
    wrong = {
        str(path.relative_to(SRC)): found
        for path in code()
        if str(path.relative_to(SRC)) not in DATA_MODULES
        and (found := bare_chinese(ast.parse(path.read_text("utf8"))))
    }
    assert wrong == {}


PUBLIC = {"actions", "models", "permissions", "queries", "rules", "forms"}
OPEN_PARTS = {("identity", "web", "request"), ("identity", "web", "session"),
              ("mediation", "web", "words"), ("identity", "web", "middleware")}  # fmt: skip
FOUNDATIONS = {"foundation", "kernel", "law", "config", "program"}


def imports_of(tree: ast.AST) -> Iterator[tuple[list[str], set[str]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("zhigong."):
            yield node.module.split(".")[1:], {a.asname or a.name for a in node.names}


def trespasses(path: Path) -> list[str]:
    """Uses of a neighbour's private parts, or of a neighbour's ``Model.objects``."""
    here = path.relative_to(SRC).parts[0]
    tree = ast.parse(path.read_text("utf8"))
    foreign: set[str] = set()
    wrong = []
    for (there, *rest), names in imports_of(tree):
        if there == here or there in FOUNDATIONS or here in {"config", "program"}:
            continue
        if rest and rest[0] not in PUBLIC and (there, *rest) not in OPEN_PARTS:
            wrong.append(f"{path.relative_to(SRC)}: {there}.{'.'.join(rest)} is private")
        if rest and rest[0] == "models":
            foreign |= names
    return wrong + [
        f"{path.relative_to(SRC)}:{n.lineno} uses {n.value.id}.objects"
        for n in ast.walk(tree)
        if isinstance(n, ast.Attribute)
        and n.attr in {"objects", "_default_manager"}
        and isinstance(n.value, ast.Name)
        and n.value.id in foreign
    ]


def test_modules_touch_each_other_only_through_their_public_face():
    """Other modules may call actions and queries; only the owner uses ``Model.objects``."""
    assert [wrong for path in code() for wrong in trespasses(path)] == []


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "services", "misc"])
def test_no_folder_for_things_without_a_name(name):
    found = [p for p in SRC.rglob("*") if p.stem == name and "management" not in p.parts]
    assert found == []


def test_files_stay_small_enough_to_be_read():
    """Files over 400 lines are counted, and the count may only fall."""
    long = {
        str(p.relative_to(SRC)): n
        for p in code()
        if (n := len(p.read_text("utf8").splitlines())) > 400
    }
    assert long == {}


def test_every_unit_path_follows_a_unit_that_moves():
    """A table that carries a unit's path announces it (``org.actions.repathing``)."""
    told = {(one.table, one.column) for one in COLUMNS.values()}
    carried = {
        (model._meta.db_table, field.column)
        for model in own_models()
        for field in model._meta.local_fields
        if field.name.endswith(("unit_path", "reader_paths"))
    }
    # Grants move by their own action; the trail says where things were.
    left = {("identity_rolegrant", "unit_path"), ("audit_auditevent", "unit_path")}
    assert carried - told == left


def test_the_trail_finds_a_record_by_its_name():
    """``audit_trail`` asks the table that ``app.model`` names whether the reader sees the record."""
    wrong = {
        model._meta.label_lower
        for model in own_models()
        if model._meta.db_table != model._meta.label_lower.replace(".", "_")
    }
    assert wrong == set()


def test_a_muted_type_error_says_why():
    mute = re.compile(r"# type: ignore(\[[\w-]+\])?\s*$")
    wrong = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in ("src", "tests")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for number, line in enumerate(path.read_text("utf8").splitlines(), 1)
        if mute.search(line)
    ]
    assert wrong == []
