"""The form every command shares: a frozen dataclass, its JSON payload, and what is wrong with its shape.

A command is a word both sides know: ``RegisterCase`` here is ``command.register_case`` at the centre and the
form that issues it. The dataclass checks shape and format, offline too; the centre checks truth.

JSON: field = key; UUID and date are strings (ISO), bytes hex, tuples arrays; an absent optional is an absent
key, never null.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, Self

from common import text

Payload = dict[str, Any]


@dataclasses.dataclass(frozen=True)
class Problem:
    """One thing wrong with a command: `code` of ``common.errors``, the payload `field`, its parameters."""

    code: str
    field: str
    parameters: dict[str, Any] = dataclasses.field(default_factory=dict)


def sentence(limit: int, *, multiline: bool = False, empty: bool = False) -> Any:
    """Metadata of a text field: at most `limit` characters, clean, and not empty unless allowed."""
    return dataclasses.field(metadata={"limit": limit, "multiline": multiline, "empty": empty})


def optional(limit: int, *, multiline: bool = False) -> Any:
    """Metadata of an optional text field, absent by default."""
    return dataclasses.field(default=None, metadata={"limit": limit, "multiline": multiline, "empty": False})


def rows() -> Any:
    """Metadata of rows that are often none: an empty tuple is an absent key."""
    return dataclasses.field(default=(), metadata={"sparse": True})


@dataclasses.dataclass(frozen=True)
class Part:
    """A piece of a payload: a command, or a row within one."""

    def payload(self) -> Payload:
        """This part as JSON values."""
        return {
            field.name: _encoded(value)
            for field in dataclasses.fields(self)
            if (value := getattr(self, field.name)) is not None and (value or "sparse" not in field.metadata)
        }

    @classmethod
    def from_payload(cls, payload: Payload) -> Self:
        """The part that `payload` describes.

        Raises ValueError for a missing or unknown key or a value of the wrong form: the payload was not
        made by this program.
        """
        hints = _hints(cls)  # type: ignore[arg-type]  # classes are hashable; mypy doubts it of Self
        known = {field.name for field in dataclasses.fields(cls)}
        if unknown := set(payload) - known:
            raise ValueError(f"{cls.__name__} has no field {sorted(unknown)}")
        try:
            return cls(**{name: _decoded(hints[name], value) for name, value in payload.items()})
        except TypeError as error:
            raise ValueError(str(error)) from error

    def problems(self, today: date) -> Iterator[Problem]:
        """What is wrong with the form of this part; `today` is Tehran's date."""
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if "limit" in field.metadata and value is not None:
                yield from _text_problems(field.name, value, **field.metadata)
            elif isinstance(value, tuple):
                for index, item in enumerate(value):
                    if isinstance(item, Part):
                        for problem in item.problems(today):
                            yield dataclasses.replace(problem, field=f"{field.name}[{index}].{problem.field}")


@dataclasses.dataclass(frozen=True)
class Command(Part):
    """A command; `KIND` is its name at the door, `VERSION` that of its payload."""

    KIND: ClassVar[str]
    VERSION: ClassVar[int] = 1

    case: uuid.UUID


@functools.cache
def _hints(part: type[Part]) -> dict[str, Any]:
    return typing.get_type_hints(part)


def _encoded(value: Any) -> Any:
    if isinstance(value, Part):
        return value.payload()
    if isinstance(value, tuple):
        return [_encoded(item) for item in value]
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, uuid.UUID | date):
        return str(value)
    return value


def _decoded(hint: Any, value: Any) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _decoded(next(a for a in arguments if a is not type(None)), value)
    if origin is tuple:
        return tuple(_decoded(arguments[0], item) for item in value)
    if isinstance(hint, type) and issubclass(hint, Part):
        return hint.from_payload(value)
    if hint is bytes:
        return bytes.fromhex(value)
    if hint is uuid.UUID:
        return uuid.UUID(value)
    if hint is date:
        return date.fromisoformat(value)
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise ValueError(f"expected {hint.__name__}")
    return value


def _text_problems(field: str, value: str, *, limit: int, multiline: bool, empty: bool) -> Iterator[Problem]:
    if not value and not empty:
        yield Problem("empty", field)
    elif len(value) > limit:
        yield Problem("too_long", field, {"limit": limit, "length": len(value)})
    elif not text.is_clean(value, multiline=multiline):
        yield Problem("not_clean", field)
