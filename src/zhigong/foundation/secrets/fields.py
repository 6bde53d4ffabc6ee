"""Model fields: a sealed text, and the keyed hash by which it is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query_utils import DeferredAttribute

from zhigong.foundation.secrets.kinds import KINDS
from zhigong.foundation.secrets.lookup import look_up
from zhigong.foundation.secrets.sealed import Sealed, unsealed

if TYPE_CHECKING:
    SealedColumn = models.BinaryField[str | Sealed, Sealed]
    HashColumn = models.BinaryField[bytes | None, bytes | None]
else:  # Django's fields take no type parameters when they run
    SealedColumn = HashColumn = models.BinaryField


class SealedAttribute(DeferredAttribute):
    """Seals a text the moment it is assigned."""

    field: SealedText

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = self.field.sealed(value)


class SealedText(SealedColumn):
    """Encrypted text. Never null: nothing given is a ``Sealed`` that is false.

    ``context`` (default: model and column) is sealed in; name it where a column is renamed.
    It can be tested for emptiness (``filter(mobile=b"")``) only through its look-up hash.
    """

    descriptor_class = SealedAttribute

    def __init__(self, *args: Any, kind: str = "text", context: str = "", **extra: Any) -> None:
        assert kind in KINDS, f"unknown kind of secret {kind!r}"
        self.kind, self.context = kind, context
        self._named = context
        extra.setdefault("default", "")
        super().__init__(*args, **extra)

    def _check_str_default_value(self) -> list[Any]:
        return []  # what is assigned here is text, unlike in other binary columns

    def deconstruct(self) -> Any:
        name, path, args, extra = super().deconstruct()
        extra["kind"] = self.kind
        if self._named:
            extra["context"] = self._named
        if extra.get("default") == "":
            del extra["default"]
        return name, path, args, extra

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False
    ) -> None:
        super().contribute_to_class(cls, name, private_only)
        self.context = self._named or f"{cls._meta.label_lower}.{name}"

    def sealed(self, value: object) -> Any:
        """Whatever is assigned, as a value sealed for this column (expressions stay)."""
        if isinstance(value, Sealed):
            if value.context == self.context or not value:
                return Sealed(value.sealed, kind=self.kind, context=self.context)
            return Sealed.of(unsealed(value), kind=self.kind, context=self.context)
        if value is None or isinstance(value, str):
            return Sealed.of((value or "").strip(), kind=self.kind, context=self.context)
        if isinstance(value, bytes | memoryview):
            return Sealed(bytes(value), kind=self.kind, context=self.context)
        return value

    def get_default(self) -> Any:
        return ""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed:
        return Sealed(bytes(value or b""), kind=self.kind, context=self.context)

    def to_python(self, value: Any) -> Any:
        return self.sealed(value)

    def get_prep_value(self, value: Any) -> Any:
        ready = self.sealed(value)
        return ready.sealed if isinstance(ready, Sealed) else ready

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        return super().get_db_prep_value(
            self.get_prep_value(value) if isinstance(value, str | Sealed) else value,
            connection,
            prepared,
        )

    def get_lookup(self, lookup_name: str) -> Any:
        raise FieldError(f"{self.name} is sealed: filter by its LookUpHash")

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError(f"{self.name} is sealed and not serialised")


class LookUpHash(HashColumn):
    """The keyed hash of a sealed column of the same row, brought up to date on every save."""

    def __init__(self, *args: Any, of: str, **extra: Any) -> None:
        self.of = of
        extra.setdefault("null", True)
        extra.setdefault("db_index", not extra.get("unique", False))
        super().__init__(*args, **extra)

    def deconstruct(self) -> Any:
        name, path, args, extra = super().deconstruct()
        return name, path, args, {**extra, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:
        value = getattr(model_instance, self.of)
        assert isinstance(value, Sealed), f"{self.of} is not a sealed column"
        found = look_up(value.kind, unsealed(value))
        setattr(model_instance, self.attname, found)
        return found
