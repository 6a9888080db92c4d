"""Blocks one below another, over as many pages as they take: the frame of every paper longer than a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Tell = Callable[[int, int], object]
"""Told (done, in all) while a paper is made, from the thread that makes it; it may raise to stop that."""

Draw = Callable[[float], object]
"""Draws a block whose upper edge is at this height (points from the lower edge of the page)."""


@dataclass(frozen=True, slots=True)
class Block:
    """Something of a fixed height in points, drawn whole.

    `keeps_next`: it never stands last on a page (a title, the head of a table). `head`: what is repeated
    above it when it begins a page.
    """

    height: float
    draw: Draw
    keeps_next: bool = False
    head: Block | None = None


def paginate(blocks: Sequence[Block], first_room: float, room: float) -> list[list[Block]]:
    """The blocks of each page, heads repeated; at least one page. A block higher than a page stands alone."""
    pages: list[list[Block]] = [[]]
    left = first_room
    for place, block in enumerate(blocks):
        if pages[-1] and _needed(blocks, place) > left:
            pages.append([])
            left = room
            if block.head is not None:
                pages[-1].append(block.head)
                left -= block.head.height
        pages[-1].append(block)
        left -= block.height
    return pages


def draw_page(blocks: Sequence[Block], top: float) -> float:
    """Draw the blocks of one page below `top`; returns the height of the lower edge of the last."""
    for block in blocks:
        block.draw(top)
        top -= block.height
    return top


def gap(height: float) -> Block:
    """White space."""
    return Block(height, lambda _top: None)


def _needed(blocks: Sequence[Block], place: int) -> float:
    """The height of a block and of what it may not be parted from."""
    needed = 0.0
    for block in blocks[place:]:
        needed += block.height
        if not block.keeps_next:
            break
    return needed
