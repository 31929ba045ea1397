"""What a pack tells as not known: silences on what others speak of, refusals, what is withheld."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from detente.model.claims import Unknown
from detente.model.snapshot import Entry
from detente.views.brief.lines import Line
from detente.views.declined import declined_text, folded
from detente.views.papers.paper import Part
from detente.views.papers.perhaps import part_of
from detente.views.papers.room import Room
from detente.views.phrases import enumerate_names, many, quote
from detente.views.signs import named, parted
from detente.views.words import say


@dataclass(frozen=True, slots=True)
class _Open:
    """An unknown. by: Those inside who refused to speak of it, none for what is not known."""

    entry: Entry
    by: tuple[str, ...] = ()


def not_known(room: Room) -> Iterator[Part]:
    """Yield issues on which they said nothing, refusals to speak, and what they withhold."""
    every = (*_refused(room), *_withheld(room))
    sure, _ = parted(one.entry for one in every)
    facts = {entry.id for entry in sure}
    lines = chain(
        _without_words(room),
        _lines(one for one in every if one.entry.id in facts),
        _lines(one for one in every if one.entry.id not in facts),
    )
    empty = "Nothing that reports name as unknown."
    yield part_of("unknown", "What is not known", lines, empty=empty)


def _without_words(room: Room) -> Iterator[Line]:
    """Yield what others speak of and a party does not, as far as was found."""
    for party in room.inside:
        spoken = {cell.proposition for cell in room.standings(party) if cell.own}
        cells = chain.from_iterable(room.standings(o) for o in room.facing if o.id != party.id)
        open_ = {
            cell.proposition: cell for cell in cells if cell.own and cell.proposition not in spoken
        }
        if open_:
            texts = "; ".join(room.text(cell) for cell in open_.values())
            number = many(len(open_), "proposition")
            yield Line(
                head=party.name,
                words=f"no stance in its own voice found on {number} that others take one on: "
                f"{texts}",
            )


def _lines(every: Iterable[_Open]) -> Iterator[Line]:
    """Yield a line for each, but one for all who only declined to comment."""
    for row in folded(every, lambda one: one.entry):
        entries = tuple(one.entry for one in row)
        first = row[0]
        if len(row) > 1:
            yield Line(words=named(first.entry, declined_text(entries)), entries=entries)
        elif first.by:
            said = f"did not say: {quote(first.entry.claim.main.text)}"
            head = enumerate_names(first.by)
            yield Line(head=head, words=named(first.entry, said), entries=entries)
        else:
            yield Line(words=say(first.entry), entries=entries)


def _refused(room: Room) -> Iterator[_Open]:
    """Yield each refusal once, with all inside who refused."""
    names = {party.id: party.name for party in room.inside}
    found: dict[str, _Open] = {}
    for refusal in room.snapshot.refusals:
        if refusal.party in names:
            entry = refusal.entry
            before = found.get(entry.id, _Open(entry)).by
            found[entry.id] = _Open(entry, (*before, names[refusal.party]))
    yield from found.values()


def _withheld(room: Room) -> Iterator[_Open]:
    names = frozenset(chain.from_iterable(room.names(party) for party in room.inside))
    shown = {one.entry.id for one in _refused(room)}
    for entry in reversed(room.snapshot.unknowns):
        claim = entry.claim
        about = isinstance(claim, Unknown) and (
            names & set(claim.withheld_by) or any(name in claim.what for name in names)
        )
        if about and entry.id not in shown:
            yield _Open(entry)
