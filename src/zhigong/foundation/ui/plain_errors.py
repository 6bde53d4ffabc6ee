"""Django's own form errors in words a person can act on; a form's own messages still win."""

from __future__ import annotations

from typing import Any

from django.core import validators
from django.forms import fields
from django.utils.translation import gettext_lazy as _

PLAIN: dict[type[fields.Field], dict[str, Any]] = {
    fields.Field: {"required": _("请填写这一项")},
    fields.ChoiceField: {
        "required": _("请选一项"),
        "invalid_choice": _("请从列出的几项里选"),
    },
    fields.MultipleChoiceField: {"required": _("请至少选一项")},
    fields.BooleanField: {"required": _("请先勾选同意")},
    fields.IntegerField: {"invalid": _("请填整数，如 12")},
    fields.DecimalField: {"invalid": _("请填数字，如 6200")},
    fields.DateField: {"invalid": _("请填日期，如 2026-09-09")},
    fields.DateTimeField: {"invalid": _("请填日期和时间，如 2026-09-09 14:30")},
    fields.TimeField: {"invalid": _("请填时间，如 14:30")},
    fields.EmailField: {"invalid": _("请填完整的邮箱，如 name@example.org")},
    fields.FileField: {
        "required": _("请选一份文件"),
        "empty": _("这份文件是空的，请换一份"),
        "missing": _("请选一份文件"),
    },
}
LIMITS: dict[type[validators.BaseValidator], Any] = {
    validators.MaxLengthValidator: _("最多写 %(limit_value)d 个字，现在是 %(show_value)d 个"),
    validators.MinLengthValidator: _("至少写 %(limit_value)d 个字，现在是 %(show_value)d 个"),
    validators.MaxValueValidator: _("不能大于 %(limit_value)s"),
    validators.MinValueValidator: _("不能小于 %(limit_value)s"),
}
DIGITS: dict[str, Any] = {
    "max_digits": _("这个数太长了：最多 %(max)s 位，请核对"),
    "max_decimal_places": _("小数点后最多 %(max)s 位"),
    "max_whole_digits": _("这个数太大了：小数点前最多 %(max)s 位，请核对"),
}


def install() -> None:
    """Put the words where every field made from now on finds them."""
    for validator, message in LIMITS.items():
        validator.message = message
    validators.DecimalValidator.messages = {**validators.DecimalValidator.messages, **DIGITS}
    for field, messages in PLAIN.items():
        field.default_error_messages = {**field.default_error_messages, **messages}
