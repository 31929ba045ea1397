"""Room: who a pack is about, and what each of them asks of whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from detente.model.claims import Contact
from detente.model.owed import Owed
from detente.model.snapshot import Entry, Held, Party, Snapshot, Standing
from detente.model.vocabulary import STANCE_WORDS
from detente.views.brief.lines import Line
from detente.views.papers.choosing import speaking_for
from detente.views.phrases import date_text
from detente.views.signs import named
from detente.views.words import condition_text

# Stances by which a party asks something of others: what it wants, and what it offers for it.
_ASKS = frozenset({"demands", "proposes", "offers", "conditionally_accepts"})

# Who is at a contact without being asked for anything.
_ASIDE = frozenset({"mediator", "host", "observer"})


Said = Callable[[Party], Sequence[Entry]]


def nothing_said(_: Party) -> Sequence[Entry]:
    """Return no statement: where nobody gives the record's."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Those whom a pack is about, and those whom they face.

    inside: One actor, or the parties of a contact. facing: For an actor those who speak of the
    same propositions or meet it; for a contact those inside, who face each other, but for
    mediators, hosts and observers. contact: None for an actor. owed: What anybody owes.
    said: Returns the statements of a party and of who speaks for it.
    """

    snapshot: Snapshot
    inside: tuple[Party, ...]
    facing: tuple[Party, ...]
    contact: Entry | None = None
    owed: tuple[Owed, ...] = ()
    said: Said = nothing_said

    def standings(self, party: Party) -> Iterator[Standing]:
        """Yield the cells of a party with a stance of its own or as told, weightiest first."""
        yield from (cell for cell in self.cells(party) if cell.own or cell.others)

    def cells(self, party: Party) -> Iterator[Standing]:
        """Yield every cell of a party, those too in which nothing is sure, weightiest first."""
        found = [s for s in self.snapshot.standings if s.party == party.id]
        yield from sorted(found, key=self._consequence)

    def cell(self, party: Party, proposition: str) -> Standing | None:
        """Return a party's cell on a proposition, None if it is empty."""
        for standing in self.snapshot.standings:
            if (standing.party, standing.proposition) == (party.id, proposition):
                return standing
        return None

    def text(self, standing: Standing) -> str:
        """Return what a cell is about, in words: issue and proposition."""
        for issue in self.snapshot.issues:
            for one in issue.propositions:
                if one.id == standing.proposition:
                    return one.text if issue.name == one.text else f"{issue.name}: {one.text}"
        return standing.proposition

    def names(self, party: Party) -> frozenset[str]:
        """Return the names under which a party or one who speaks for it is told of."""
        return speaking_for(self.snapshot, party)

    def _consequence(self, standing: Standing) -> tuple[int, int, int, str]:
        """What most parties speak of in their own voice first, then what is contested, then new.

        Ties by id.
        """
        cells = [s for s in self.snapshot.standings if s.proposition == standing.proposition]
        told = told_of(standing) or standing.possible
        newest = max((h.since or dt.date.min for h in told), default=dt.date.min)
        return (
            -sum(bool(cell.own) for cell in cells),
            -sum(cell.conflict or cell.mixed for cell in cells),
            -newest.toordinal(),
            standing.proposition,
        )


def of_actor(snapshot: Snapshot, party: Party) -> Room:
    """Return the room of one actor, who faces whoever speaks of the same things or meets it."""
    spoken = {cell.party for cell in snapshot.standings if cell.own or maybe(cell)}
    concerned = _beside(snapshot, party)
    facing = tuple(
        one
        for one in snapshot.parties
        if one.id in spoken & concerned and one.id != party.id and one.acts_for not in party.names
    )
    return Room(snapshot=snapshot, inside=(party,), facing=facing)


def of_contact(snapshot: Snapshot, contact: Entry) -> Room:
    """Return the room of a contact: the parties that take part, persons as whom they speak for."""
    assert isinstance(contact.claim, Contact)  # noqa: S101  (contact_of gives no other)
    away = {p.name for p in contact.claim.participants if p.role == "absent"}
    names = [p.name for p in contact.claim.participants if p.role != "absent"]
    found = [
        party_of(snapshot, name)
        for name in dict.fromkeys((*contact.actors, *names))
        if name not in away
    ]
    inside = tuple(dict.fromkeys(party for party in found if party is not None))
    aside = {party_of(snapshot, p.name) for p in contact.claim.participants if p.role in _ASIDE}
    facing = tuple(party for party in inside if party not in aside)
    return Room(snapshot=snapshot, inside=inside, facing=facing, contact=contact)


def party_of(snapshot: Snapshot, name: str) -> Party | None:
    """Return the party of a name: whom a person speaks for, else who bears it; None for nobody."""
    found = next((p for p in snapshot.parties if name in (p.name, *p.names)), None)
    if found is None or not found.acts_for:
        return found
    return next((p for p in snapshot.parties if found.acts_for in (p.name, *p.names)), found)


def asks(room: Room, party: Party, of: Sequence[Party]) -> Iterator[Line]:
    """Yield what a party asks in its own voice and others have not granted, with their answers.

    What all of them accept is no open ask. of: Whose answers count.
    """
    for standing in room.standings(party):
        held = wanted(standing.own)
        others = [one for one in of if one.id != party.id]
        line = ask(room, standing, held[0], of=others) if held else None
        if line is None:
            continue
        answered = {under.head for under in line.under}
        silent = [one.name for one in others if one.name not in answered]
        under = [Line(words=f"no word of their own found: {', '.join(silent)}")] if silent else []
        yield replace(line, head=party.name, under=(*line.under, *under))


def wanted(told: Sequence[Held]) -> list[Held]:
    """Return the stances by which something is asked."""
    return [held for held in told if held.position.stance in _ASKS]


def ask(room: Room, standing: Standing, held: Held, *, of: Sequence[Party]) -> Line | None:
    """Return what a stance asks with the answers of others; None if all of them accept."""
    if not of or all(_granted(room, one, standing) for one in of):
        return None
    answers = (_answer(room, one, standing) for one in of)
    return Line(
        words=f"{held_words(held)}: {room.text(standing)}",
        entries=(held.entry,),
        under=tuple(answer for answer in answers if answer is not None),
    )


def maybe(cell: Standing) -> Held | None:
    """Return the newest stance of a cell that may be the party's own word, None if there is none.

    Where a stance is sure, one that is newer and another: it may be over.
    """
    if cell.own:
        return cell.perhaps
    return next((held for held in cell.possible if held.position.voice == "own"), None)


def held_words(held: Held) -> str:
    """Return a stance with its condition and first day: "demands, since 1 Mar 2031".

    "accepts on a condition: “if …”" says once that it is one.
    """
    position = held.position
    stance, told = STANCE_WORDS[position.stance], condition_text(position)
    tied = f", {told}" if told else ""
    if stance.endswith(" condition"):
        tied = tied.replace(", condition: ", ": ", 1)
    since = f", since {date_text(held.since)}" if held.since else ""
    hedged = ", hedged" if position.hedged else ""
    return f"{stance}{tied}{since}{hedged}"


def told_of(standing: Standing) -> Iterable[Held]:
    """Return the stances of a cell that are shown as fact, the party's own first."""
    return (*standing.own, *standing.others)


def _beside(snapshot: Snapshot, party: Party) -> set[str]:
    """Return the ids of those with a stance on what a party has one on, or in its contacts."""
    about = {s.proposition for s in snapshot.standings if s.party == party.id}
    found = {s.party for s in snapshot.standings if s.proposition in about}
    names = speaking_for(snapshot, party)
    for entry in (*snapshot.contacts, *snapshot.next_steps):
        if names & set(entry.actors):
            met = (party_of(snapshot, name) for name in entry.actors)
            found |= {one.id for one in met if one is not None}
    return found


def _granted(room: Room, party: Party, standing: Standing) -> bool:
    cell = room.cell(party, standing.proposition)
    return cell is not None and cell.stance == "accepts"


def _answer(room: Room, party: Party, standing: Standing) -> Line | None:
    """Return what another party itself says on the same, or may say; None if nothing was found."""
    cell = room.cell(party, standing.proposition)
    held = None if cell is None else cell.own[0] if cell.own else maybe(cell)
    if held is None:
        return None
    return Line(head=party.name, words=named(held.entry, held_words(held)), entries=(held.entry,))
