"""Parts of a pack for who has no stance of its own: what is told of it, and what it last said."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model.snapshot import Held, Party
from detente.views.brief.lines import Line
from detente.views.brief.sections import newest_first
from detente.views.matrix.cells import teller_text
from detente.views.papers.paper import Part
from detente.views.papers.room import Room, held_words
from detente.views.phrases import date_text, quote
from detente.views.signs import named, sure_or_all
from detente.views.words import say

# Of the newest statements, and of what else names it: what still fits beside the rest.
_MOST = 6
# Shorter names stand in too many words that have nothing to do with the party.
_SHORTEST = 4


def stanceless(room: Room) -> tuple[Party, ...]:
    """Return those inside of whom no stance in their own voice is shown as fact."""
    return tuple(p for p in room.inside if not any(cell.own for cell in room.standings(p)))


def of_stanceless(room: Room) -> Iterator[Part]:
    """Yield what is told of them, what they said last, and what others hold that names them."""
    for party in stanceless(room):
        for title, lines in (
            (f"{party.name} as others tell it, or as it may be", tuple(_told(room, party))),
            (f"What {party.name} said last", tuple(_said(room, party))),
            (f"What else names {party.name}", (*_stances(room, party), *_besides(room, party))),
        ):
            if lines:
                yield Part(name="told", title=title, lines=lines, total=len(lines))


def _told(room: Room, party: Party) -> Iterator[Line]:
    """Yield its stances by others' accounts; those that are not sure where none is."""
    cells = [s for s in room.snapshot.standings if s.party == party.id]
    for cell in cells:
        for held in cell.possible if shows_possible(room, party) else cell.others:
            yield Line(head=room.text(cell), words=_by(held), entries=(held.entry,))


def shows_possible(room: Room, party: Party) -> bool:
    """Whether what may be its stances is shown: none is sure, of its own or as told."""
    return not any(room.standings(party))


def _by(held: Held) -> str:
    words = quote(held.position.main.text)
    by = "" if held.position.voice == "own" else f", according to {teller_text(held)}"
    return named(held.entry, f"{held_words(held)}{by}; {words}")


def _said(room: Room, party: Party) -> Iterator[Line]:
    names = room.names(party)
    own = [e for e in room.said(party) if getattr(e.claim, "speaker", None) in names]
    for entry in newest_first(sure_or_all(own))[:_MOST]:
        day = date_text(entry.last_published) if entry.last_published else ""
        yield Line(head=day, words=say(entry), entries=(entry,))


def _besides(room: Room, party: Party) -> Iterator[Line]:
    """Yield plans, obstacles, judgements and the like that name it, the newest first."""
    state, names = room.snapshot, _telling(party)
    every = (*state.proposals, *state.sticking_points, *state.assessments, *state.relations)
    found = [e for e in every if any(name in say(e) for name in names)]
    for entry in newest_first(sure_or_all(found))[:_MOST]:
        yield Line(words=say(entry), entries=(entry,))


def _telling(party: Party) -> list[str]:
    return [name for name in (party.name, *party.names) if len(name) >= _SHORTEST]


def _stances(room: Room, party: Party) -> Iterator[Line]:
    """Yield what others hold, in their own voice, on what is worded with its name."""
    names = _telling(party)
    holders = {one.id: one.name for one in room.snapshot.parties if one.id != party.id}
    for cell in room.snapshot.standings:
        text = room.text(cell)
        if cell.party in holders and cell.own and any(name in text for name in names):
            yield Line(
                head=holders[cell.party],
                words=f"{held_words(cell.own[0])}: {text}",
                entries=(cell.own[0].entry,),
            )
