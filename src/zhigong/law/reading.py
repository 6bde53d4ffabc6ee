"""JSON read so that nothing is lost: where it breaks is told, and a field that stands twice is not passed over."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from decimal import Decimal
from typing import Any

import msgspec

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal, Refused
from zhigong.law.core.doubled import Doubled
from zhigong.law.core.fields import refused

_decoder = msgspec.json.Decoder(float_hook=Decimal)
_encoder = msgspec.json.Encoder()
_UNREADABLE = (msgspec.MsgspecError, ValueError, ArithmeticError)


def document(text: bytes, remedy: str, first: int = 1) -> Any:
    """What a text of JSON says; ``Refused`` with a remedy where it is none. A mark before the first letter is no fault.

    ``first`` is the number of its first line in the file.
    """
    if text.startswith(BOM_UTF8):
        text = text[len(BOM_UTF8) :]
    try:
        found = _decoder.decode(text)
        return found if _once(text, found) else _slowly(text)
    except RecursionError:
        deep = gettext_noop("第 %(line)s 行的括号套得太深，读不了")
        raise refused("law.document.broken-json", deep, remedy, line=first) from None
    except _UNREADABLE:
        raise Refused((_broken(text, remedy, first),)) from None


def _once(text: bytes, found: Any) -> bool:
    """Whether every field surely stands once: what was read has as many colons as the text.

    A field that stood twice was dropped with its colon. Most texts are plain fields of plain claims, whose
    colons are counted at once; others are written again. A text with escaped characters, which may be
    colons, is read again more slowly.
    """
    if text.find(b"\\") >= 0:
        return False
    colons = text.count(b":")
    if type(found) is dict and type(claims := found.get("claims")) is list:
        plain = len(found)
        for claim in claims:
            if type(claim) is dict:
                plain += len(claim)
        if plain == colons:
            return True
    return colons == _encoder.encode(found).count(b":")


def _slowly(text: bytes) -> Any:
    return json.loads(text, parse_float=Decimal, object_pairs_hook=_object)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    names = [name for name, _ in pairs]
    return Doubled(found, next(name for name in names if names.count(name) > 1))


def _broken(text: bytes, remedy: str, first: int) -> Refusal:
    """The refusal of what is no JSON, with the place where it breaks as far as that can be told."""
    reason = gettext_noop("第 %(line)s 行有不是 JSON 的数字或者字符，如 NaN、Infinity")
    places: dict[str, object] = {"line": first}
    try:
        json.loads(text.decode())
    except UnicodeDecodeError as error:
        reason = gettext_noop("第 %(line)s 行不是 UTF-8 编码的文字")
        places = {"line": first + text.count(b"\n", 0, error.start)}
    except json.JSONDecodeError as error:
        reason = gettext_noop("第 %(line)s 行第 %(column)s 个字符处不是有效的 JSON")
        places = {"line": first + error.lineno - 1, "column": error.colno}
    except ValueError:
        reason = gettext_noop("第 %(line)s 行有长得读不了的数字")
    return Refusal("law.document.broken-json", reason, remedy, places)
