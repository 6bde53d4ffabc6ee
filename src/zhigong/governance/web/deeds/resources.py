"""What can be done with a request for resources."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhigong.governance.actions import resources
from zhigong.governance.actions.resources import Promise
from zhigong.governance.forms import deeds as typed
from zhigong.governance.models import ResourceRequest
from zhigong.governance.rules.resources import RESOURCE
from zhigong.governance.web.deeds.table import Deed, add_file, but, of_step


def ending(verb: str, done: Any, ask: Any) -> Deed:
    return of_step(
        RESOURCE, verb, typed.NoteForm,
        lambda who, form: resources.end_resource(
            **who, verb=verb, why=form.cleaned_data["note"]
        ),
        done, ask=ask,
    )  # fmt: skip


RESOURCE_DEEDS = (
    of_step(RESOURCE, "promise", typed.PromiseForm,
            lambda who, form: resources.promise(**who, promised=Promise(**form.cleaned_data)),
            _("已登记承诺，到位日期开始计算"), kind="primary"),
    of_step(RESOURCE, "give", typed.GiveForm,
            lambda who, form: resources.give(
                **who, **but(form, "file"), upload=form.cleaned_data["file"]
            ),
            _("已登记到位"), kind="primary", hint=_("到位总数达到承诺时，自动转为全部到位。")),
    ending("decline", _("已登记未获支持"), _("怎么答复的，为什么没有支持？")),
    ending("close_short", _("已按未足额了结"), _("为什么不再等其余的？")),
    add_file(ResourceRequest),
)  # fmt: skip
