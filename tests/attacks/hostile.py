"""Requests nobody's program would send, made from valid ones: the strategy of the fuzzer."""

from __future__ import annotations

import copy
import dataclasses
import functools
import json
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

Json = Any
Step = str | int


@dataclasses.dataclass(frozen=True)
class Template:
    """A request that the centre accepts from a person: `text` is what an api function takes."""

    login: str
    function: str
    request: Json


@dataclasses.dataclass(frozen=True)
class Hostile:
    """A request to send: who, which function, which text."""

    login: str
    function: str
    text: str
    fresh: bool
    """Whether ids of commands are made new on the way: a rejected id is final, its rules are asked once."""


STRINGS = (
    "",
    " ",
    "x",
    "A" * 10_000,
    "ي" * 10,
    "ك‌ک",
    "\u202eabc\u202c",
    "\u200f",
    "\ufeff",
    "\x00",
    "\x1f",
    "\x7f",
    "a\nb",
    "a\u200c",
    "۱۲۳",
    "٤٥٦",
    "\ud800",
    "😀" * 300,
    "null",
    "true",
    "0",
    "-1",
    "1e5",
    "'; drop schema court cascade; --",
    "$$",
    "\\",
    '"',
    "%s",
    "{}",
    "[]",
    "../../etc/passwd",
    "0" * 18,
    "1" * 18,
    "9" * 18,
    "140568920000000001",
    "00000000-0000-0000-0000-000000000000",
    "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
    "{0198}",
    "2026-11-24",
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "2999-01-01",
    "1000-01-01",
    "1300-01-01",
    "infinity",
    "now",
    "2026-11-24T25:61:61Z",
    "2026-11-24T08:12:31.250Z",
    "2026-13-24T08:12:31Z",
    "epoch",
    "criminal",
    "civil",
    "306",
    "201",
    "complainant",
    "person",
    "entity",
    "foreigner",
    "unknown",
    "appeal",
    "manual",
    "register_case",
    "sign_decision",
    "nothing_such",
    "keys",
    "case",
    "decision",
    "seal",
    "opening",
    "1:1:",
    "9:1:",
    "99999999999999:99999999999999:",
    "1:20:3,3",
    "00",
    "zz",
    "ab" * 32,
    "0499370899",
    "10380284790",
    "0.1.0",
    "99.0",
)
NUMBERS = (
    0,
    -0.0,
    1,
    -1,
    0.5,
    1.0,
    2,
    3,
    5,
    255,
    256,
    2**31 - 1,
    2**31,
    2**53,
    2**63,
    2**64,
    10**15,
    10**15 + 1,
    10**30,
    10**99,
    1e99,
    -1e15,
    1e-90,
    140511,
    16867,
    True,
    False,
    None,
)


def nested(depth: int, as_list: bool) -> Json:
    """A value nested `depth` deep; kept small enough for Python's own encoder."""
    value: Json = 1
    for _ in range(depth):
        value = [value] if as_list else {"a": value}
    return value


ANYTHING = st.one_of(
    st.sampled_from(STRINGS),
    st.sampled_from(NUMBERS),
    st.builds(nested, st.sampled_from((1, 5, 300)), st.booleans()),
    st.sampled_from(([], {}, [[]], [{}], [None], [""], {"": ""}, {"id": 1}, ["manual"], ["charge"])),
    st.text(max_size=30),
    st.integers(),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
        max_leaves=6,
    ),
)


def paths(value: Json, at: tuple[Step, ...] = ()) -> list[tuple[Step, ...]]:
    """The places of a JSON value, itself included."""
    found = [at]
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        found += paths(inner, (*at, step))
    return found


def _changed(value: Json, path: tuple[Step, ...], change: Callable[[Json], Json]) -> Json:
    if not path:
        return change(value)
    whole = copy.copy(value)
    whole[path[0]] = _changed(whole[path[0]], path[1:], change)
    return whole


def _replaced(value: Json, path: tuple[Step, ...], new: Json) -> Json:
    return _changed(value, path, lambda _: new)


def _joined(old: Json, key: str, new: Json) -> Json:
    return old | {key: new} if isinstance(old, dict) else [old, new]


def _repeated(old: Json, times: int) -> Json:
    return old * times if isinstance(old, list) else [old]


def _without(value: Json, path: tuple[Step, ...]) -> Json:
    def drop(parent: Json) -> Json:
        shorter = copy.copy(parent)
        del shorter[path[-1]]
        return shorter

    return _changed(value, path[:-1], drop) if path else value


@st.composite
def mutated(draw: Any, value: Json) -> Json:
    """A request with up to three changes: something missing, added, doubled, or replaced by anything."""
    for _ in range(draw(st.integers(0, 3))):
        path = draw(st.sampled_from(paths(value)))
        match draw(st.sampled_from(("replace", "replace", "replace", "drop", "add", "many", "wrap", "twin"))):
            case "replace":
                value = _replaced(value, path, draw(ANYTHING))
            case "drop":
                value = _without(value, path)
            case "add":
                key = draw(
                    st.sampled_from(("a", "", "case", "substituting", "mends", "version", "after", "limit"))
                )
                new = draw(ANYTHING)
                value = _changed(value, path, functools.partial(_joined, key=key, new=new))
            case "many":
                times = draw(st.sampled_from((2, 51, 201)))
                value = _changed(value, path, functools.partial(_repeated, times=times))
            case "wrap":
                value = _changed(value, path, lambda old: [old])
            case "twin":  # one place's value at another
                other = draw(st.sampled_from(paths(value)))
                found = value
                for step in other:
                    found = found[step]
                value = _replaced(value, path, copy.deepcopy(found))
    return value


@st.composite
def spoiled(draw: Any, text: str) -> Any:
    """The text of a request, mostly as it is, sometimes no JSON any more."""
    match draw(st.sampled_from(("whole",) * 12 + ("cut", "insert", "deep", "double", "number"))):
        case "cut":
            return text[: draw(st.integers(0, len(text)))]
        case "insert":
            at = draw(st.integers(0, len(text)))
            piece = draw(
                st.sampled_from(("\\u0000", "\\ud800", "NaN", "{", "]", '"', ",", "/**/", "\x01", "1e999999"))
            )
            return text[:at] + piece + text[at:]
        case "deep":
            depth = draw(st.sampled_from((2_000, 12_000, 100_000)))
            return text.replace("1", "[" * depth + "]" * depth, 1)
        case "double":
            return text.replace("{", '{"desk": 2, "desk": null, ', 1)
        case "number":
            return text.replace(
                "1", draw(st.sampled_from(("1e131071", "1" * 5000, "1e-16383", "-", "01"))), 1
            )
    return text


@st.composite
def hostile(draw: Any, templates: tuple[Template, ...]) -> Hostile:
    """One request: a valid one of some person, sent perhaps by another, changed and spoiled."""
    template = draw(st.sampled_from(templates))
    sender = draw(st.sampled_from((template, template, template, draw(st.sampled_from(templates)))))
    request = draw(mutated(template.request))
    if template.function == "execute" and isinstance(request, dict):
        mates = draw(st.lists(st.tuples(st.uuids(version=4), st.booleans()), max_size=2))
        request = [request]
        for mate, same in mates:
            other = template.request if same else template.request | {"id": str(mate)}
            request.append(draw(mutated(other)))
    fresh = draw(st.sampled_from((True,) * 9 + (False,)))
    return Hostile(sender.login, template.function, draw(spoiled(json.dumps(request))), fresh)
