"""A contact has a life: who said what of it, and which claims are about one encounter."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.claims import Contact, Participant, StatusBy
from detente.model.snapshot import Entry
from detente.model.vocabulary import ContactRole
from detente.record import Record
from detente.record.contacts import Occasion, encounters
from tests.record.build import Draft

PAIR = "Norland; Sudmark"


def tell(record: Record, *told: tuple[str, str, str, str]) -> tuple[Entry, ...]:
    """Enter reports of one meeting on 10 March. told: (day, outlet, status, by)."""
    for number, (published, outlet, status, by) in enumerate(told):
        text = f"Norland and Sudmark: meeting {status}, {by} said in {outlet} ({number})."
        draft = Draft(text, f"2031-03-{published}", outlet)
        draft.contact(PAIR, status, f"meeting {status}", "2031-03-10", by=by)
        record.enter([draft.reading()])
    return record.entries("contacts")


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ([("01", "Norwire", "proposed", "Norland")], "proposed (per Norland)"),
        ([("05", "Norwire", "planned", "narrator")], "planned (one outlet)"),
        ([("11", "Norwire", "held", "narrator")], "held (one outlet)"),
        (
            [("11", "Norwire", "held", "Norland"), ("12", "Vell Echo", "held", "Sudmark")],
            "held (both sides)",
        ),
        (
            [("11", "Norwire", "held", "Norland"), ("12", "Vell Echo", "denied", "Sudmark")],
            "held (per Norland; Sudmark denies)",
        ),
        (
            [("11", "Norwire", "held", "Karin Lund"), ("11", "Norwire", "denied", "Ivo Brand")],
            "held (per Norland; Sudmark denies)",
        ),
        (
            [("05", "Norwire", "planned", "Norland"), ("08", "Norwire", "postponed", "Sudmark")],
            "postponed (per Sudmark)",
        ),
        (
            [("05", "Norwire", "planned", "Norland"), ("08", "Norwire", "cancelled", "Norland")],
            "cancelled (per Norland)",
        ),
        (
            [("05", "Norwire", "planned", "Norland"), ("11", "Norwire", "denied", "Sudmark")],
            "denied (per Sudmark)",
        ),
        ([("11", "Norwire", "held", "Halmark")], "held (per Halmark)"),
        ([("11", "Norwire", "held", "unnamed: a diplomat")], "held (per a diplomat (unnamed))"),
        (
            [
                ("11", "Norwire", "held", "Norland"),
                ("12", "Vell Echo", "denied", "unnamed: a diplomat"),
            ],
            "held (per Norland; a diplomat (unnamed) denies)",
        ),
    ],
)
def test_the_status_line_says_where_it_stands_and_who_says_so(
    told: list[tuple[str, str, str, str]], line: str, record: Record
) -> None:
    (entry,) = tell(record, *told)
    assert entry.status_line == line


def test_a_contact_lives_from_proposed_to_held_and_keeps_every_status(record: Record) -> None:
    lines = []
    for published, status in (("01", "proposed"), ("05", "planned"), ("11", "held")):
        (entry,) = tell(record, (published, "Norwire", status, "Norland"))
        lines.append(entry.status_line)
    assert lines == ["proposed (per Norland)", "planned (per Norland)", "held (per Norland)"]
    assert [s.status for s in entry.statuses] == ["proposed", "planned", "held"]
    early = record.entries("contacts", as_of=dt.date(2031, 3, 6))
    assert [e.status_line for e in early] == ["planned (per Norland)"]
    assert [e.id for e in early] == [entry.id]


def test_a_denied_contact_is_contradicted_in_the_delta(record: Record) -> None:
    tell(record, ("11", "Norwire", "held", "Norland"), ("12", "Vell Echo", "denied", "Sudmark"))
    (change,) = record.changes(dt.date(2031, 3, 11)).changes
    assert (change.kind, change.before) == ("contradicted", "held (per Norland)")
    assert change.after == "held (per Norland; Sudmark denies)"


def test_copies_of_one_text_are_one_outlet(record: Record) -> None:
    text = (
        "Envoys of Norland and Sudmark met in Port Vell on 10 March and spoke for four hours "
        "about the strait and its tolls, the harbour office wrote in a note to the press."
    )
    for outlet in ("Norwire", "Vell Echo"):
        draft = Draft(text, "2031-03-11", outlet, address=f"https://{outlet[:4]}.example")
        draft.contact(PAIR, "held", "met in Port Vell", "2031-03-10", place="Port Vell")
        record.enter([draft.reading()])
    (entry,) = record.entries("contacts")
    assert entry.status_line == "held (one outlet)"
    assert (entry.outlets, entry.origins) == (2, 1)


@pytest.mark.parametrize(
    ("second", "same"),
    [
        ({"day": "2031-03-10"}, True),
        ({"day": "2031-03-11"}, False),
        ({"day": "2031-03-10", "place": "Halm"}, False),
        ({"day": None}, True),  # told the day after as past: the nearest that fits
        ({"day": "2031-03-10", "kind": "talks"}, True),
        ({"day": "2031-03-10", "kind": "call"}, False),
        ({"day": "2031-03-10", "who": "Norland; Halmark"}, False),
        ({"day": "2031-03-10", "who": "Karin Lund; Ivo Brand"}, True),
    ],
)
def test_what_makes_two_claims_one_encounter(
    second: dict[str, str | None], same: bool, record: Record
) -> None:
    one = Draft("Norland and Sudmark met in Vell.", "2031-03-11")
    one.contact(PAIR, "held", "met in Vell", "2031-03-10", place="Vell")
    more = {k: v for k, v in second.items() if k in ("place", "kind")}
    two = Draft("They met, it was said.", "2031-03-11", "Vell Echo")
    two.contact(str(second.get("who", PAIR)), "held", "met", second["day"], **more)
    record.enter([one.reading(), two.reading()])
    assert len(record.entries("contacts")) == (1 if same else 2)


@pytest.mark.parametrize("day", [None, "2031-03-10"])
def test_what_was_held_and_what_is_to_come_in_one_report_are_two(
    record: Record, day: str | None
) -> None:
    first = Draft("They met. A fresh round is due to begin.", "2031-03-10", "Norwire")
    first.contact(PAIR, "held", "They met", day)
    first.contact(PAIR, "planned", "A fresh round is due to begin", None)
    later = Draft("A fresh round will be held, it said.", "2031-03-12", "Vell Echo")
    later.contact(PAIR, "planned", "A fresh round will be held", None)
    record.enter([first.reading(), later.reading()])
    told = [(entry.status_line, len(entry.sightings)) for entry in record.entries("contacts")]
    assert sorted(told) == [("held (one outlet)", 1), ("planned (2 outlets)", 2)]


@pytest.mark.parametrize(
    ("coming", "off", "number"),
    [
        # received by one who is named, and a visit put off of which no host is told
        (("Karin Lund", "host", "Sudmark", "meeting"), ("Sudmark", "visit"), 2),
        (("Karin Lund", "host", "Sudmark", "visit"), ("Sudmark", "visit"), 1),
        (("Karin Lund", "host", "Sudmark", "meeting"), ("Sudmark", "meeting"), 1),
        (("Norland", "host", "Ivo Brand", "visit"), ("Ivo Brand", "visit"), 1),
        (("Norland", "party", "Sudmark", "meeting"), ("Norland; Sudmark", "visit"), 1),
        (("Karin Lund", "party", "Sudmark", "talks"), ("Karin Lund; Sudmark", "talks"), 1),
        (("Karin Lund", "party", "Sudmark", "talks"), ("Osterby; Sudmark", "talks"), 2),
        (("Karin Lund", "party", "Sudmark", "talks"), ("Norland; Sudmark", "talks"), 1),
    ],
)
@pytest.mark.parametrize("day", [None, "2031-03-14"])
def test_what_is_put_off_is_not_another_contact_that_is_to_come(
    day: str | None,
    coming: tuple[str, ContactRole, str, str],
    off: tuple[str, str],
    number: int,
    record: Record,
) -> None:
    one, role, other, kind = coming
    draft = Draft("They are to meet on Friday. The trip was put off.", "2031-03-12")
    who = (Participant(one, role), Participant(other))
    meets = "They are to meet"
    draft.contact("", "planned", meets, "2031-03-14", kind=kind, participants=who)
    draft.contact(off[0], "cancelled", "The trip was put off", day, kind=off[1])
    record.enter([draft.reading()])
    entries = record.entries("contacts")
    assert len(entries) == number
    lines = {e.status_line.partition(" ")[0] for e in entries}
    assert lines == ({"cancelled"} if number == 1 else {"planned", "cancelled"})


told_of = st.builds(
    lambda day, span, place, status, published: (day, span, place, status, published),
    st.none() | st.integers(1, 9),
    st.integers(0, 4),
    st.sampled_from(["", "vell", "halm", "vell halm"]),
    st.sampled_from(["proposed", "planned", "held", "denied", "cancelled"]),
    st.integers(1, 9),
)


def occasions(told: list[tuple[int | None, int, str, str, int]]) -> list[Occasion]:
    return [
        Occasion(
            index=index,
            group="encounter",
            parties=frozenset(("a", "b")),
            status=status,
            first=None if day is None else dt.date(2031, 3, day),
            last=None if day is None else dt.date(2031, 3, day + span),
            published=dt.date(2031, 3, published),
            place=frozenset(place.split()),
            report=f"r{published % 3}",
            order=(str(published), str(index)),
        )
        for index, (day, span, place, status, published) in enumerate(told)
    ]


@given(told=st.lists(told_of, max_size=7), data=st.data())
def test_each_claim_is_of_one_encounter_whatever_the_order(
    told: list[tuple[int | None, int, str, str, int]], data: st.DataObject
) -> None:
    every = occasions(told)
    found = {frozenset(group) for group in encounters(every)}
    assert sorted(i for group in found for i in group) == list(range(len(told)))
    shuffled = data.draw(st.permutations(every))
    assert {frozenset(group) for group in encounters(shuffled)} == found


@given(told=st.lists(told_of, max_size=7))
def test_claims_of_other_days_or_places_are_never_one_encounter(
    told: list[tuple[int | None, int, str, str, int]],
) -> None:
    every = occasions(told)
    for group in encounters(every):
        dated = [every[i] for i in group if every[i].dated]
        assert len({o.first for o in dated}) <= 1


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        (("2031-04-21/2031-04-22", "Vell"), ("held", "Vell", 22)),
        (("2031-04-21", "Vell"), ("held", "Vell", 21)),
        (("2031-04-21/2031-04-22", None), ("held", None, 22)),
        (("2031-04-21", None), ("planned", "Vell", 21)),  # nothing new, and no place
        ((None, None), ("planned", "Vell", 21)),
    ],
)
def test_a_planned_contact_that_was_held_is_told_as_held(
    held: tuple[str | None, str | None], shown: tuple[str, str | None, int], record: Record
) -> None:
    plan = Draft("A fourth round opens in Vell on 21 April.", "2031-04-08", "Norwire")
    plan.contact(PAIR, "planned", "A fourth round opens", "2031-04-21", place="Vell")
    after = Draft("They signed it after two days of talks.", "2031-04-22", "Vell Echo")
    after.contact(PAIR, "held", "two days of talks", held[0], place=held[1])
    record.enter([plan.reading(), after.reading()])
    (entry,) = record.entries("contacts")
    assert isinstance(entry.claim, Contact)
    assert entry.days is not None
    assert (entry.claim.status, entry.claim.place, entry.days.last.day) == shown
    assert (entry.status_line, len(entry.sightings)) == ("held (one outlet)", 2)


def test_of_what_one_report_tells_in_order_the_last_word_counts(record: Record) -> None:
    draft = Draft("They were to meet on Monday, but Sudmark pulled out.", "2031-03-11")
    told = (StatusBy("planned", "narrator"), StatusBy("cancelled", "narrator"))
    draft.contact(PAIR, "cancelled", "They were to meet", "2031-03-10", statuses=told)
    record.enter([draft.reading()])
    (entry,) = record.entries("contacts")
    assert entry.status_line == "cancelled (one outlet)"
