"""A sealed value as a record holds it: it shows its mask and nothing else."""

from __future__ import annotations

import logging
from hmac import compare_digest

from django.utils.translation import gettext as _

from zhigong.foundation.secrets.keyring import CannotUnseal
from zhigong.foundation.secrets.kinds import KINDS
from zhigong.foundation.secrets.lookup import look_up
from zhigong.foundation.secrets.ring import ring

log = logging.getLogger("zhigong.secrets")


class Sealed:
    """Ciphertext with its kind and its column. ``str()`` and templates give the mask."""

    __slots__ = ("context", "kind", "sealed")

    def __init__(self, sealed: bytes, *, kind: str, context: str) -> None:
        self.sealed, self.kind, self.context = sealed, kind, context

    @classmethod
    def of(cls, plain: str, *, kind: str, context: str) -> Sealed:
        """Seal a text; the empty text stays empty."""
        sealed = ring().seal(plain.encode(), context) if plain else b""
        return cls(sealed, kind=kind, context=context)

    @property
    def masked(self) -> str:
        """What may be shown: ``139****1234``. One that does not open shows that, and is logged."""
        try:
            return KINDS[self.kind].masked(unsealed(self))
        except CannotUnseal as error:
            log.error("%s: %s", self.context, error)  # noqa: TRY400 (the trace would tell nothing)
            return _("（无法读取）")

    def looked_up(self) -> bytes | None:
        """The keyed hash under which this value is found."""
        return look_up(self.kind, unsealed(self))

    def matches(self, text: str) -> bool:
        """Whether this is the same number or name, however it is spelt."""
        if not self.sealed:
            return not text
        return compare_digest(self.looked_up() or b"", look_up(self.kind, text) or b"")

    def __bool__(self) -> bool:
        return bool(self.sealed)

    def __str__(self) -> str:
        return self.masked

    def __repr__(self) -> str:
        return f"<Sealed {self.context}>" if self.sealed else f"<Sealed {self.context} (empty)>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and self.sealed == other.sealed

    def __hash__(self) -> int:
        return hash(self.sealed)

    def __reduce__(self) -> str:
        raise TypeError("sealed values are not pickled")


def unsealed(value: Sealed) -> str:
    """The plain text, for this engine's own use; everybody else calls ``reveal``."""
    if not value.sealed:
        return ""
    return ring().unseal(value.sealed, value.context).decode()
