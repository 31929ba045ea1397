"""pack(): what one needs to know of an actor, or before a contact, on a page or two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from detente.model.actors import AUTHORITIES, NARRATOR, Authority
from detente.model.claims import Contact
from detente.model.errors import NoSuchEntry, UnknownName
from detente.model.owed import Owed
from detente.model.snapshot import OFF, ON, Entry, Held, Party, Snapshot, Standing
from detente.views.announced import announced
from detente.views.brief.lines import Line
from detente.views.matrix.cells import teller_text
from detente.views.papers.choosing import contact_of, party_named
from detente.views.papers.due import commitments_due, disputed, told_as_owed
from detente.views.papers.fitting import fit
from detente.views.papers.paper import Paper, Part
from detente.views.papers.perhaps import asked, part_of, turned, with_possible
from detente.views.papers.room import (
    Room,
    Said,
    asks,
    held_words,
    maybe,
    nothing_said,
    of_actor,
    of_contact,
    party_of,
)
from detente.views.papers.stanceless import of_stanceless, shows_possible
from detente.views.papers.unknown import not_known
from detente.views.phrases import base_text, date_text, enumerate_names, quote
from detente.views.signs import named
from detente.views.timeline import Happening, happenings
from detente.views.words import contact_name, say, translated_text

PAGES = 2
# How far a word binds, in the order of AUTHORITIES.
_BINDS: dict[Authority, str] = {
    "principal": "whose word binds it",
    "official": "who speaks for it",
    "adviser": "who advises it without binding it",
    "former": "who spoke for it once",
    "unofficial": "close to it, without office",
    "unnamed": "unnamed",
}
CAVEATS = (
    "What is only possible (~) stands last in its part, and nothing rests on it. An open ask is a "
    "stance in a party's own voice that those it faces have not accepted in theirs.",
)


def pack(
    snapshot: Snapshot,
    name: str,
    *,
    pages: int = PAGES,
    owed: Sequence[Owed] = (),
    said: Said = nothing_said,
) -> Paper:
    """Return a pack on an actor, or on a contact and those who take part in it.

    name: An actor's name or id, or a contact's id. A person's pack is that of whom the person
    speaks for. owed: What anybody owes by what was agreed. said: Returns a party's statements;
    asked of those who have no stance of their own.

    Errors: UnknownName for neither; NoSuchEntry for an id that several begin with.
    """
    return fit(whole(replace(_room(snapshot, name), owed=tuple(owed), said=said)), pages)


def whole(room: Room) -> Paper:
    """Return a pack before it is cut to its pages."""
    snapshot = room.snapshot
    subject = enumerate_names(tuple(party.name for party in room.inside))
    if room.contact is not None and isinstance(room.contact.claim, Contact):
        subject = contact_name(room.contact.claim)
    about = [say(room.contact)] if room.contact else []
    return Paper(
        name="pack",
        title=f"For the {subject}"
        if room.contact
        else f"{subject}, as of {date_text(snapshot.as_of)}",
        parts=tuple(part for make in PARTS for part in make(room)),
        snapshot=snapshot,
        about=tuple(about),
        caveats=CAVEATS,
    )


def _room(snapshot: Snapshot, name: str) -> Room:
    try:
        party = party_named(snapshot, name)
    except UnknownName as unknown:
        try:
            return of_contact(snapshot, contact_of(snapshot, name))
        except NoSuchEntry as error:
            if "may be any" in str(error):
                raise
            raise unknown from error
    return of_actor(snapshot, party_of(snapshot, party.name) or party)


def _own_words(room: Room) -> Iterator[Part]:
    """Yield for each party its latest own words on each issue, the weightiest first.

    Of several without any one part says so.
    """
    parts = {party.name: _words_of(room, party) for party in room.inside}
    without = tuple(name for name, part in parts.items() if not (part.lines or part.possible))
    if len(without) < 2:
        yield from parts.values()
        return
    yield from (part for name, part in parts.items() if name not in without)
    yield Part(
        name="words",
        title=f"{enumerate_names(without)} in their own words",
        lines=(),
        total=0,
        empty=f"{base_text(room.snapshot)}: no stance in their own voice found.",
    )


def _words_of(room: Room, party: Party) -> Part:
    sure = tuple(_words(room, cell, cell.own[0]) for cell in room.standings(party) if cell.own)
    part = Part(
        name="words",
        title=f"{party.name} in its own words",
        lines=sure,
        total=len(sure),
        empty=f"{base_text(room.snapshot)}: no stance in its own voice found.",
    )
    told = not shows_possible(room, party)
    possible = ((cell, maybe(cell)) for cell in room.cells(party) if told)
    return with_possible(part, (_words(room, cell, held) for cell, held in possible if held))


def _words(room: Room, cell: Standing, held: Held) -> Line:
    by = held.position.reported_by
    speaker = "" if by in {NARRATOR, held.position.actor} else f", {_speaker(room, by)}"
    told = translated_text(held.position)
    words = f"{quote(held.position.main.text)}{f' ({told})' if told else ''}"
    return Line(
        head=room.text(cell),
        words=named(held.entry, f"{held_words(held)}; {words}{speaker}"),
        entries=(held.entry,),
    )


def _speaker(room: Room, name: str) -> str:
    found = next((p for p in room.snapshot.parties if name in (p.name, *p.names)), None)
    if found is None or found.authority is None:
        return name
    return f"{found.name} ({found.authority})"


def _authority(room: Room) -> Iterator[Part]:
    """Yield who speaks for the parties and how far that binds, the most binding first."""
    lines = tuple(chain.from_iterable(_voices(room, party) for party in room.inside))
    yield Part(
        name="authority",
        title="Who speaks for them" if len(room.inside) > 1 else "Who speaks for it",
        lines=lines,
        total=len(lines),
        empty=f"Nobody is told to speak for {'them' if len(room.inside) > 1 else 'it'}.",
    )


def _voices(room: Room, party: Party) -> Iterator[Line]:
    people = [p for p in room.snapshot.parties if p.acts_for in party.names and p.authority]
    latest = {one.id: _latest(room, one) for one in people}

    def order(one: Party) -> tuple[int, int, str]:
        last = latest[one.id]
        day = last.last_published if last and last.last_published else dt.date.min
        return (AUTHORITIES.index(one.authority or "unnamed"), -day.toordinal(), one.name)

    for one in sorted(people, key=order):
        last = latest[one.id]
        told = f"; last stance of {date_text(last.last_published)}" if last else ""
        role = f", {one.role}" if one.role else ""
        yield Line(
            head=party.name if len(room.inside) > 1 else "",
            words=f"{one.name}{role}, {_BINDS[one.authority or 'unnamed']}{told}",
            entries=(last,) if last else (),
        )


def _latest(room: Room, person: Party) -> Entry | None:
    """Return the newest stance that a person voiced."""
    found = [
        held.entry
        for standing in room.snapshot.standings
        for held in (*standing.own, *standing.others)
        if held.position.reported_by in (person.name, *person.names)
    ]
    return max(found, key=lambda e: (e.last_published or dt.date.min, e.id), default=None)


def _contacts(room: Room) -> Iterator[Part]:
    """Yield what lies ahead, soonest first, then what was, newest first."""
    shown = [one for one in happenings(room.snapshot) if _meets(room, one.entry)]
    # A step that may have been planned, and whose day is over, tells nothing to who will meet.
    told = [o for o in shown if o.entry.sure or o.weight == "ahead" or _is_contact(o.entry)]
    again = _told_elsewhere(room, [one.entry for one in told])
    told = [one for one in told if one.entry.id not in again]
    ahead = [one for one in reversed(told) if one.weight == "ahead"]
    past = [one for one in told if one.weight != "ahead"]
    lines = (Line(words=_met_words(one), entries=(one.entry,)) for one in (*ahead, *past))
    yield part_of(
        "contacts",
        "Contacts, due and last",
        lines,
        empty=f"{base_text(room.snapshot)}: no contact found.",
        unshown=len(shown) - len(told) - len(again),
    )


def _met_words(one: Happening) -> str:
    """Return a contact or step; of an old plan that its day passed, of no day when it was told.

    Else who reads "planned" would take it to lie ahead.
    """
    first = one.entry.first_published
    if one.weight == "passed":
        return f"{say(one.entry)}; day passed, {one.outcome}"
    undated = one.days is None and first is not None
    return f"{say(one.entry)}; told on {date_text(first)}" if undated else say(one.entry)


def _told_elsewhere(room: Room, entries: Sequence[Entry]) -> frozenset[str]:
    """Return the steps that only announce a contact that is shown, or are shown as owed."""
    contacts = [entry for entry in entries if _is_contact(entry)]
    steps = [entry for entry in entries if not _is_contact(entry)]
    about = [room.contact] if room.contact is not None else []
    named = chain.from_iterable(announced([*about, *contacts], steps).values())
    return frozenset(step.id for step in (*named, *told_as_owed(room, steps)))


def _is_contact(entry: Entry) -> bool:
    return isinstance(entry.claim, Contact)


def _meets(room: Room, entry: Entry) -> bool:
    """Whether an actor is concerned by a contact or step; of a room at least two are."""
    concerned = sum(bool(room.names(party) & set(entry.actors)) for party in room.inside)
    if room.contact is not None and entry.id == room.contact.id:
        return False
    return concerned >= min(2, len(room.inside)) and concerned > 0


def _asks(room: Room) -> Iterator[Part]:
    """Yield what is asked and not granted, both ways."""
    if room.contact is not None:
        yield _asked(room, "What they ask of or offer each other", room.inside, of=room.facing)
        return
    name = room.inside[0].name
    yield _asked(room, f"What {name} asks or offers", room.inside, of=room.facing)
    yield _asked(room, f"What others ask of {name} or offer it", room.facing, of=room.inside)


def _asked(room: Room, title: str, who: Sequence[Party], *, of: Sequence[Party]) -> Part:
    sure = chain.from_iterable(asks(room, one, of) for one in who)
    possible = chain.from_iterable(asked(room, one, of) for one in who)
    return part_of("asks", title, chain(sure, possible), empty="No open ask found.")


def _contradictions(room: Room) -> Iterator[Part]:
    """Yield what does not agree: own words with each other or with accounts, contacts denied.

    What is owed too, where who owes it and others differ on whether it was kept.
    """
    lines = chain(_mixed(room), _changed(room), _denied(room), disputed(room), turned(room))
    yield part_of("probe", "Contradictions to probe", lines, empty="None found.")


def _mixed(room: Room) -> Iterator[Line]:
    for party in room.inside:
        for cell in room.standings(party):
            if not (cell.mixed or cell.conflict):
                continue
            own = tuple(held_words(held) for held in cell.own)
            told = tuple(f"{held_words(h)} according to {teller_text(h)}" for h in cell.others)
            said = "mixed signals in its own voice" if cell.mixed else "accounts conflict"
            every = (*cell.own, *(() if cell.mixed and cell.own[1:] else cell.others))
            yield Line(
                head=party.name,
                words=f"{room.text(cell)}; {said}: {' / '.join((*own, *told))}",
                entries=tuple(held.entry for held in every),
            )


def _changed(room: Room) -> Iterator[Line]:
    for party in room.inside:
        for cell in room.standings(party):
            now = cell.own[0] if cell.own and not cell.mixed else None
            before = next((h for h in cell.earlier if h.entry.sure), None)
            if now is None or before is None or now.relationship not in {"changed", "differs"}:
                continue
            yield Line(
                head=party.name,
                words=f"{room.text(cell)}; before: {held_words(before)}; now: {held_words(now)}",
                entries=(now.entry, before.entry),
            )


def _denied(room: Room) -> Iterator[Line]:
    for entry in room.snapshot.contacts:
        told = {one.status for one in entry.statuses}
        if told & ON and told & OFF and _meets(room, entry):
            yield Line(words=say(entry), entries=(entry,))


Make = Callable[[Room], Iterable[Part]]
# In the order of the page. What else belongs into a pack is one more of these.
PARTS: tuple[Make, ...] = (
    _own_words,
    of_stanceless,
    _authority,
    _contacts,
    _asks,
    commitments_due,
    _contradictions,
    not_known,
)
