"""What may become of a unit, whoever asks."""

from __future__ import annotations

from datetime import date

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse
from zhigong.org.rules.paths import DEEPEST, depth_of, lies_within


def is_active(state: str) -> Verdict:
    if state == "active":
        return ALLOWED
    return refuse(
        "org.unit.dissolved",
        gettext_noop("这个单位已经撤销"),
        gettext_noop("请选择仍在运行的单位"),
    )


def fits_under(path: str, parent_path: str) -> Verdict:
    """Whether a unit may move below another: not below itself, and not too deep."""
    if lies_within(parent_path, path):
        return refuse(
            "org.move.into-itself",
            gettext_noop("不能移到它自己或它的下级单位下面"),
            gettext_noop("请选择它之外的上级单位"),
        )
    return not_too_deep(parent_path)


def not_too_deep(parent_path: str) -> Verdict:
    if depth_of(parent_path) + 1 < DEEPEST:
        return ALLOWED
    return refuse(
        "org.unit.too-deep",
        gettext_noop("层级太深，最多 %(deepest)s 级"),
        gettext_noop("请选择更高一级的上级单位"),
        deepest=DEEPEST,
    )


def without_children(living: int) -> Verdict:
    """A union is not dissolved over the heads of those below it (工会法 第十二、十三条)."""
    if not living:
        return ALLOWED
    return refuse(
        "org.dissolve.children",
        gettext_noop("下面还有 %(living)s 个单位，不能撤销"),
        gettext_noop("请先把它们移到别的单位，或者先撤销它们"),
        living=living,
    )


def taken_over(reason: str, count: int, successor: str) -> Verdict:
    """What hangs on a unit goes to another, which is named: nobody is left without his union."""
    if successor.strip():
        return ALLOWED
    return refuse(
        "org.dissolve.no-successor",
        reason,
        gettext_noop("请写明由哪个单位接手"),
        count=count,
    )


def in_order(founded: date | None, dissolved: date) -> Verdict:
    if founded is None or dissolved >= founded:
        return ALLOWED
    return refuse(
        "org.dissolve.before-founded",
        gettext_noop("撤销日期早于成立日期"),
        gettext_noop("请核对日期"),
    )


def named(name: str) -> Verdict:
    if name.strip():
        return ALLOWED
    return refuse("org.unit.no-name", gettext_noop("请写名称"))


def taken_name() -> Verdict:
    return refuse(
        "org.unit.name-taken",
        gettext_noop("同一个上级下面已有同名单位，或代码已被使用"),
        gettext_noop("请核对是不是同一个单位；不是就换一个名称或代码"),
    )


def terms_overlap() -> Verdict:
    return refuse(
        "org.holding.overlap",
        gettext_noop("这段时间里这个职务已有人担任"),
        gettext_noop("请先给前任填上离任日期，或者改正日期"),
    )


def term_in_order(start: date, end: date | None) -> Verdict:
    if end is None or end >= start:
        return ALLOWED
    return refuse(
        "org.holding.days",
        gettext_noop("离任日期早于任职日期"),
        gettext_noop("请核对日期"),
    )
