"""Packs: what is folded from them is what the claims themselves give, whatever was decided."""

import datetime as dt
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from detente.model.claims import Assessment, NextStep
from detente.model.dates import parse_days
from detente.model.gist import condition_of, days_of, kind_of
from detente.model.snapshot import Delta, Entry, Snapshot, Verdict
from detente.record import Record, schema
from detente.record.database import Database
from detente.record.loading import load_reading
from detente.record.packs import COLUMNS
from tests.record.build import Clock, Draft
from tests.record.places import Places

POSITIONS = (
    ("Norland", "demands", "a harbour fee", None),
    ("Norland", "accepts", "a harbour fee", "if the ferries stop"),
    ("Sudmark", "rejects", "a fee for the harbour", None),
)
Told = tuple[tuple[str, str, str, str | None], int, str, str | None, str | None]
told = st.tuples(
    st.sampled_from(POSITIONS),
    st.integers(1, 6),
    st.sampled_from(["Norwire", "Vell Echo"]),
    st.sampled_from([None, "2031-03-02", "2031-03", "2031-03-04/2031-03-06"]),
    st.sampled_from([None, "once the fleet leaves"]),
)
deeds = st.lists(st.sampled_from(["accept", "reject", "correct", "merge", "undo"]), max_size=4)
VERDICTS: dict[str, Verdict] = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
}
SINCE = dt.date(2031, 3, 3)


def reported(choice: Told) -> Draft:
    (party, stance, on, condition), day, outlet, due, hanging = choice
    text = (
        f"{party} {stance} {on}, it was said on day {day}. The long-held view is known. "
        f"They met in Vell. An envoy called it hopeful. Talks are due."
    )
    address = f"https://{outlet.replace(' ', '')}.example/{day % 3}"
    draft = Draft(text, f"2031-03-0{day}", outlet, address=address)
    draft.position(
        party,
        stance,
        on,
        f"{party} {stance} {on}",
        condition=condition,
        firmness="long-held",
        confidence=day / 7,  # some are sure, some together, some are possible
    )
    draft.contact(
        "Norland; Sudmark", "planned", "They met in Vell", due, place="Vell", confidence=day / 7
    )
    draft.add(
        Assessment,
        "An envoy called it hopeful",
        by="unnamed: an envoy",
        about="talks",
        polarity="positive",
        condition=hanging,
    )
    days = parse_days(due) if due else None
    return draft.add(NextStep, "Talks are due", what="Talks are due", days=days)


def decide(record: Record, deeds: list[str]) -> None:
    """Do these deeds, as far as there is something to do them to or to take back."""
    done = 0
    for number, deed in enumerate(deeds):
        entries = [*record.entries("positions"), *record.entries("contacts")]
        states = [party.id for party in record.actors() if party.kind == "state"]
        if deed == "undo" and done:
            record.undo("desk")
            done -= 1
        elif deed == "merge" and len(states) > 1:
            record.merge("actor", states[:2], by="desk")
            done += 1
        elif deed in VERDICTS and entries:
            entry = entries[number % len(entries)]
            field = (
                ("voice", "narrator") if entry.family == "positions" else ("days", "2031-03-05")
            )
            fields = [field] if deed == "correct" else []
            record.judge(entry.id, VERDICTS[deed], fields=fields, by="desk")
            done += 1


def every_entry(snapshot: Snapshot) -> Iterator[Entry]:
    yield from (*snapshot.tray, *snapshot.contacts, *snapshot.assessments, *snapshot.next_steps)
    for cell in snapshot.standings:
        yield from (
            held.entry for held in (*cell.own, *cell.others, *cell.earlier, *cell.possible)
        )


def look(record: Record) -> tuple[Snapshot, Delta, Delta]:
    moment = Clock()() + dt.timedelta(minutes=3)
    return record.snapshot(), record.changes(SINCE), record.changes(moment)


@given(chosen=st.lists(told, min_size=1, max_size=4), done=deeds)
@settings(max_examples=15, deadline=None)
def test_without_its_packs_a_record_says_the_same(
    places_once: Places, chosen: list[Told], done: list[str]
) -> None:
    name = places_once()
    with places_once.open(name) as record:
        record.enter(reported(choice).reading() for choice in chosen)
        decide(record, done)
        packed = as_text(look(record))
        unpack_all(name)
        assert as_text(look(record)) == packed
        record.enter([Draft("Norland demands tolls.", "2031-03-09").reading()])
        assert record.snapshot().coverage.reports >= 1  # some have packs, and some have none


def as_text(seen: tuple[Snapshot, Delta, Delta]) -> str:
    """Everything in it, its claims opened; the moment is that of the clock at the look."""
    snapshot, *changed = seen
    cells = [
        (c, [(h.position, h.since, h.before, h.entry.sure) for h in (*c.own, *c.possible)])
        for c in snapshot.standings
    ]
    opened = [
        (e.claim, e.sightings, e.status_line, e.actors, e.sure) for e in every_entry(snapshot)
    ]
    lines = [(d.since, d.repeats, d.reports, d.changes) for d in changed]
    return repr((snapshot, cells, opened, lines))


def unpack_all(name: str) -> None:
    database = Database(name)
    with database.write() as connection:
        assert connection.execute(delete(schema.packs)).rowcount > 0
    database.close()


@given(chosen=st.lists(told, min_size=1, max_size=4), done=deeds)
@settings(max_examples=15, deadline=None)
def test_what_the_columns_say_of_an_entry_is_what_its_claim_says(
    places_once: Places, chosen: list[Told], done: list[str]
) -> None:
    with places_once.emptied() as record:
        record.enter(reported(choice).reading() for choice in chosen)
        decide(record, done)
        for entry in every_entry(record.snapshot()):
            days = [s.published for s in entry.sightings if s.published]
            assert (entry.first_published, entry.last_published) == (min(days), max(days))
            assert entry.kind == kind_of(entry.claim)
            assert entry.confidence == entry.claim.confidence
            assert entry.days == days_of(entry.claim)
            assert entry.is_conditional == bool(condition_of(entry.claim))


def test_a_pack_holds_each_claim_of_its_reading_once_and_its_own_body(places: Places) -> None:
    name = places()
    with places.open(name) as record:
        record.enter([reported((POSITIONS[0], 1, "Norwire", None, None)).reading()])
    database = Database(name)
    with database.read() as connection:
        columns = [schema.claims.c[name] for name in (*COLUMNS, "body")]
        stored = {tuple(row) for row in connection.execute(select(*columns))}
        packed = load_reading(connection, 1)
    database.close()
    assert len(packed) == len(stored) == 4
    assert {(*seen[: len(COLUMNS)], seen.body) for seen in packed} == stored
    assert [seen.start for seen in packed] == sorted(seen.start for seen in packed)
