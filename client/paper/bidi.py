"""Which letters of a line run to the right and which to the left (Unicode Standard Annex 9).

Written out here because python-bidi answers with a reordered string only: it knows no isolates, drops the
ZWNJ that Persian shaping needs and hides the levels by which a shaper must cut the line.  Isolates are the
one explicit formatting honoured; the older embeddings and overrides are ignored, as UAX 9 advises authors.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import bidirectional

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
RIGHT_TO_LEFT, LEFT_TO_RIGHT = 1, 0

_MAX_DEPTH = 125  # UAX 9, BD2
_INITIATORS = frozenset({"LRI", "RLI", "FSI"})
_IGNORED = frozenset({"BN", "LRE", "RLE", "LRO", "RLO", "PDF"})  # rule X9
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"})
_BRACKETS = {"(": ")", "[": "]", "{": "}", "\u27e8": "\u27e9", "\u27ea": "\u27eb"}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the line, `text[start:end]`, in one direction: an odd level runs right to left."""

    start: int
    end: int
    level: int

    @property
    def right_to_left(self) -> bool:
        """Whether its first character stands at its right end."""
        return self.level % 2 == 1


def visual_runs(text: str, base: int = RIGHT_TO_LEFT) -> list[Run]:
    """The runs of one line in the order in which they stand on paper, from left to right."""
    runs: list[Run] = []
    start = 0
    levels = embedding_levels(text, base)
    for index in range(1, len(levels) + 1):
        if index == len(levels) or levels[index] != levels[start]:
            runs.append(Run(start, index, levels[start]))
            start = index
    for level in range(max((run.level for run in runs), default=0), 0, -1):  # rule L2
        index = 0
        while index < len(runs):
            stop = index
            while stop < len(runs) and runs[stop].level >= level:
                stop += 1
            runs[index:stop] = runs[index:stop][::-1]
            index = stop + 1
    return runs


def embedding_levels(text: str, base: int = RIGHT_TO_LEFT) -> list[int]:
    """One level for each character; what UAX 9 removes (ZWNJ among it) takes the level of its predecessor."""
    types = [bidirectional(character) or "L" for character in text]
    levels = [base] * len(text)
    for level, members in _isolated_sequences(types, base):
        _resolve(text, types, levels, level, members)
    for index, original in enumerate(types):
        if original in _IGNORED:
            levels[index] = levels[index - 1] if index else base
    for index in range(len(text) - 1, -1, -1):  # rule L1
        if types[index] not in _NEUTRAL - {"ON"} and types[index] not in _IGNORED:
            break
        levels[index] = base
    return levels


def _isolated_sequences(types: Sequence[str], base: int) -> list[tuple[int, list[int]]]:
    """Rules X1 to X10: (level, indices) of the line itself and of each isolate, contents apart."""
    opened: list[tuple[int, list[int]]] = [(base, [])]
    found = [opened[0]]
    overflow = 0
    for index, kind in enumerate(types):
        if kind in _IGNORED:
            continue
        if kind == "PDI":
            if overflow:
                overflow -= 1
            elif len(opened) > 1:
                opened.pop()
        opened[-1][1].append(index)
        if kind in _INITIATORS:
            level = _next_level(opened[-1][0], _isolate_is_right_to_left(types, index))
            if overflow or level > _MAX_DEPTH:
                overflow += 1
            else:
                opened.append((level, []))
                found.append(opened[-1])
    return found


def _isolate_is_right_to_left(types: Sequence[str], initiator: int) -> bool:
    """Rules P2, P3: for FSI the first strong character before the matching PDI decides, else it is false."""
    if types[initiator] != "FSI":
        return types[initiator] == "RLI"
    depth = 0
    for kind in types[initiator + 1 :]:
        if kind in _INITIATORS:
            depth += 1
        elif kind == "PDI":
            depth -= 1
            if depth < 0:
                break
        elif not depth and kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def _next_level(level: int, right_to_left: bool) -> int:
    return (level + 1) | 1 if right_to_left else (level + 2) & ~1


def _resolve(
    text: str, original: Sequence[str], levels: list[int], level: int, members: Sequence[int]
) -> None:
    """Rules W1 to I2 on one isolating run sequence; writes into `levels`."""
    edge = "R" if level % 2 else "L"
    kinds = [original[index] for index in members]
    _resolve_weak(kinds, edge)
    _resolve_brackets("".join(text[index] for index in members), kinds, edge)
    _resolve_neutral(kinds, edge)
    for index, kind in zip(members, kinds, strict=True):
        if level % 2:
            levels[index] = level + (kind != "R")
        else:
            levels[index] = level + {"L": 0, "R": 1}.get(kind, 2)


def _resolve_weak(kinds: list[str], edge: str) -> None:
    """Rules W1 to W7."""
    previous = strong = edge
    for index, kind in enumerate(kinds):  # W1, W2
        if kind == "NSM":
            kinds[index] = "ON" if previous in _INITIATORS or previous == "PDI" else previous
        elif kind == "EN" and strong == "AL":
            kinds[index] = "AN"
        elif kind in ("L", "R", "AL"):
            strong = kind
        previous = kinds[index]
    for index, kind in enumerate(kinds):  # W3
        if kind == "AL":
            kinds[index] = "R"
    for index in range(1, len(kinds) - 1):  # W4
        before, kind, after = kinds[index - 1 : index + 2]
        if before == after and (
            (kind == "CS" and before in ("EN", "AN")) or (kind == "ES" and before == "EN")
        ):
            kinds[index] = before
    for start, stop in _stretches(kinds, frozenset({"ET"})):  # W5, W6
        touches = "EN" in (kinds[start - 1 : start] + kinds[stop : stop + 1])
        kinds[start:stop] = ["EN" if touches else "ON"] * (stop - start)
    strong = edge
    for index, kind in enumerate(kinds):  # W6, W7
        if kind in ("ES", "CS"):
            kinds[index] = "ON"
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"
        elif kind in ("L", "R"):
            strong = kind


def _resolve_brackets(text: str, kinds: list[str], edge: str) -> None:
    """Rule N0: both brackets of a pair take one direction."""
    for opening, closing in _bracket_pairs(text, kinds):
        inside = {_direction(kind) for kind in kinds[opening + 1 : closing]}
        if edge in inside:
            chosen = edge
        elif inside & {"L", "R"}:
            before = next((d for k in reversed(kinds[:opening]) if (d := _direction(k))), edge)
            chosen = before if before != edge else edge
        else:
            continue
        kinds[opening] = kinds[closing] = chosen


def _bracket_pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Definition BD16, in the order of the opening brackets."""
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, character in enumerate(text):
        if kinds[index] != "ON":
            continue
        if character in _BRACKETS:
            waiting.append((_BRACKETS[character], index))
        else:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == character:
                    pairs.append((waiting[depth][1], index))
                    del waiting[depth:]
                    break
    return sorted(pairs)


def _direction(kind: str) -> str | None:
    """What a resolved type counts as for its neighbours: numbers as right to left (N0, N1)."""
    return "L" if kind == "L" else "R" if kind in ("R", "EN", "AN") else None


def _resolve_neutral(kinds: list[str], edge: str) -> None:
    """Rules N1 and N2."""
    for start, stop in _stretches(kinds, _NEUTRAL):
        before = _direction(kinds[start - 1]) if start else edge
        after = _direction(kinds[stop]) if stop < len(kinds) else edge
        kinds[start:stop] = [before if before == after and before else edge] * (stop - start)


def _stretches(kinds: Sequence[str], wanted: frozenset[str]) -> list[tuple[int, int]]:
    """The longest stretches (start, stop) made of the wanted types only."""
    stretches: list[tuple[int, int]] = []
    start: int | None = None
    for index, kind in enumerate(kinds):
        if kind in wanted:
            start = index if start is None else start
        elif start is not None:
            stretches.append((start, index))
            start = None
    if start is not None:
        stretches.append((start, len(kinds)))
    return stretches
