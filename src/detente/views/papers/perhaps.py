"""What a pack shows as possible: after what is fact, and never counted as fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from detente.model.snapshot import Party
from detente.views.brief.lines import Line
from detente.views.papers.paper import Part, is_sure
from detente.views.papers.room import Room, ask, held_words, maybe, wanted
from detente.views.signs import named

# Lines of one part that are possible only: more would drown what is fact.
MOST = 8


def with_possible(part: Part, lines: Iterable[Line]) -> Part:
    """Return a part with what may be so behind what is; what is too much is counted."""
    every = tuple(lines)
    shown = (*part.lines, *every[:MOST])
    unshown = part.possible + len(every) - len(every[:MOST])
    return replace(part, lines=shown, total=len(shown), possible=unshown)


def part_of(
    name: str, title: str, lines: Iterable[Line], *, empty: str = "", unshown: int = 0
) -> Part:
    """Return a part whose lines stand in their order, what may be so behind what is.

    unshown: How many stand in no line because they are possible only.
    """
    every = tuple(lines)
    sure = tuple(line for line in every if is_sure(line))
    part = Part(name=name, title=title, lines=sure, total=len(sure), possible=unshown, empty=empty)
    return with_possible(part, (line for line in every if not is_sure(line)))


def asked(room: Room, party: Party, of: Iterable[Party]) -> Iterator[Line]:
    """Yield what a party may ask in its own voice, with the answers that are sure."""
    others = tuple(of)
    for cell in room.cells(party):
        held = maybe(cell)
        if held is None or not wanted([held]):
            continue
        line = ask(room, cell, held, of=[one for one in others if one.id != party.id])
        if line is not None:
            yield replace(line, head=party.name, words=named(held.entry, line.words))


def turned(room: Room) -> Iterator[Line]:
    """Yield stances that may be over: the party's own newer word may be another."""
    for party in room.inside:
        for cell in room.standings(party):
            if cell.own and cell.perhaps is not None:
                last, newer = cell.own[0], cell.perhaps
                yield Line(
                    head=party.name,
                    words=named(
                        newer.entry,
                        f"may have changed on {room.text(cell)}; before: {held_words(last)}; "
                        f"now: {held_words(newer)}",
                    ),
                    entries=(last.entry, newer.entry),
                )
