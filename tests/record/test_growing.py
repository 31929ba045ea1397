"""A record that stays open says at every moment what one opened anew says."""

import datetime as dt
import gc
from collections.abc import Callable
from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.claims import Assessment, NextStep
from detente.model.dates import parse_days
from detente.model.errors import DetenteError
from detente.model.snapshot import Verdict
from detente.model.text import Mark
from detente.record import Record, keep_open, open_record
from detente.record import kept as keeping
from detente.record.folded import Folded
from detente.record.kept import EVERY_FAMILY
from tests.record.build import CAST, NOON, Clock, Draft, actor
from tests.record.places import Places

ONS = (
    "a harbour fee",
    "a fee for the harbour",
    "the pilots' pay",
    "that the fleet leave the strait",
)
STANCES = ("demands", "rejects", "accepts")
FAR = NOON + dt.timedelta(days=99)
VERDICTS: tuple[Verdict, ...] = ("accepted", "rejected")
# Names that only some reports have; one of them bears a name that is another's at times.
MORE = (
    actor("Eva Osterby", "person", acts_for="Sudmark", authority="official"),
    actor("Halmark", "person", acts_for="Norland", authority="principal"),
    actor("Tova Reed", "person"),
)


@st.composite
def reports(draw: st.DrawFn) -> Draft:
    """A report of talks, of a day, an outlet and an article, by one of two readers."""
    day, number = draw(st.integers(1, 4)), draw(st.integers(1, 6))
    stance, on = draw(st.sampled_from(STANCES)), draw(st.sampled_from(ONS))
    party = draw(st.sampled_from(["Norland", "Sudmark"]))
    outlet = draw(st.sampled_from(["Norwire", "Vell Echo"]))
    speaker = draw(st.sampled_from([party, "Eva Osterby", "unnamed: an envoy", "Halmark"]))
    text = (
        f"{party} {stance} {on}, {outlet} was told on day {day}. “We said it {number} times,” "
        f"an envoy said. They met in Vell. Talks are due. It is unclear who pays. The Vell plan "
        f"has {number % 3} points."
    )
    draft = Draft(
        text,
        draw(st.sampled_from([f"2031-03-0{day}", None])),
        outlet,
        address=draw(st.sampled_from([None, f"https://{outlet[0]}.example/{number % 2}"])),
        actors=(*CAST, *draw(st.sets(st.sampled_from(MORE)))),
        reader=draw(st.sampled_from(["hand@1", "hand@1", "hand@2"])),
        mark=draw(st.sampled_from(["public", "public", "internal"])),
    )
    draft.position(
        party,
        stance,
        on,
        f"{party} {stance} {on}",
        voice="own",
        confidence=number / 7,
        reported_by=speaker,
    )
    draft.says(speaker, f"“We said it {number} times,”")
    due = draw(st.sampled_from([None, "2031-03-02", "2031-03"]))
    who = draw(st.sampled_from(["Norland; Sudmark", "Norland; Halmark"]))
    status = draw(st.sampled_from(["planned", "held", "denied"]))
    draft.contact(who, status, "They met in Vell", due, place="Vell", by=speaker)
    draft.add(Assessment, "Talks are due", by=speaker, about="talks", polarity="mixed")
    days = parse_days(due) if due else None
    draft.add(NextStep, "Talks are due", what="Talks are due", days=days)
    draft.unknown("who pays", "unclear who pays", withheld_by=("Tova Reed",))
    return draft.proposal("the Vell plan", "The Vell plan", points=number % 3)


TALKS = (
    "Norland demands a harbour fee from whoever calls at Port Ley by night, as the boats of Vell "
    "pay by day, the harbour master told those who waited outside. They met in Vell.",
    "Norland rejects a harbour fee, for no crew of its own would sail while each third ferry is "
    "stopped in the narrows and its lamps are taken. They met in Vell.",
)
BESIDE = (
    "Our reporter counted eleven boats at the old pier, most of them without lamps, and a queue "
    "of drivers who had slept two nights beside lorries full of apples. Talks are due."
)


@st.composite
def copies(draw: st.DrawFn) -> Draft:
    """A report with the words of others, at times with some of its own, of any day."""
    talks, number = draw(st.sampled_from(TALKS)), draw(st.integers(1, 9))
    outlet = draw(st.sampled_from(["Norwire", "Vell Echo", "Harbour Post"]))
    beside = draw(st.sampled_from(["", BESIDE]))
    day = draw(st.sampled_from([f"2031-03-0{number % 4 + 1}", None]))
    address = f"https://{outlet[0]}.example/{number}"
    mark = draw(st.sampled_from(["public", "public", "public", "internal"]))
    text = "\n".join(filter(None, (talks, beside)))
    draft = Draft(text, day, outlet, address=address, mark=mark)
    speaker = draw(st.sampled_from(["Norland", "unnamed: an envoy", "Halmark"]))
    said = f"Norland {talks.split()[1]} a harbour fee"
    sure = draw(st.sampled_from([0.3, 0.5, 0.9]))
    draft.position("Norland", said.split()[1], ONS[0], said, confidence=sure, reported_by=speaker)
    draft.contact("Norland; Sudmark", "held", "They met in Vell", place="Vell", by=speaker)
    if beside:
        draft.add(Assessment, "Talks are due", by=speaker, about="talks", polarity="mixed")
    return draft


Deed = Callable[[Record], object]


@st.composite
def deeds(draw: st.DrawFn) -> Deed:
    """Something that the desk does, if there is something to do it to."""
    kind = draw(
        st.sampled_from(["judge", "judge", "correct", "correct", "resolve", "undo", "look"])
    )
    family = draw(st.sampled_from(EVERY_FAMILY))
    number, stance = draw(st.integers(0, 9)), draw(st.sampled_from(STANCES))
    verdict, on = draw(st.sampled_from(VERDICTS)), draw(st.sampled_from(ONS))

    def corrected(record: Record) -> None:
        choices: dict[str, tuple[str, str]] = {
            "positions": draw(
                st.sampled_from([("stance", stance), ("proposition", on), ("in_force", "yes")])
            ),
            "contacts": ("participants", "Norland; Tova Reed"),
            "proposals": ("name", "the Ost plan"),
            "assessments": ("by", "Tova Reed"),
        }
        if family in choices:
            one = _one(record, family, number)
            record.judge(one, "corrected", fields=[choices[family]], by="ada")

    return {
        "judge": lambda record: record.judge(_one(record, family, number), verdict, by="ada"),
        "correct": corrected,
        "resolve": lambda record: record.judge(
            _one(record, "unknowns", number),
            "corrected",
            fields=[("resolved", "yes")],
            by="bo",
            mark="public",
        ),
        "undo": lambda record: record.undo("ada"),
        "look": lambda record: record.look("ada", dt.datetime(2031, 6, 1, tzinfo=dt.UTC)),
    }[kind]


@st.composite
def rare_deeds(draw: st.DrawFn) -> Deed:
    """Something that may move everything."""
    kind = draw(st.sampled_from(["merge", "split", "tray", "issue", "rename", "purge", "claim"]))
    number = draw(st.integers(0, 2))
    family = draw(st.sampled_from([("contacts", "contact"), ("proposals", "proposal")]))

    def merged(record: Record) -> None:
        ids = [entry.id for entry in record.entries(family[0], up_to="internal")]
        record.merge(family[1], ids[:2], by="ada")

    def purged(record: Record) -> None:
        for row in record.reports("internal")[number : number + 1]:
            record.purge(row.id, "asked to", "ada")

    def renamed(record: Record) -> None:
        for issue in record.issues("internal")[:1]:
            record.issue_rename(issue.id, f"Issue {number}", "ada")

    def claimed(record: Record) -> None:
        fields = [("actor", "Sudmark"), ("stance", "rejects"), ("issue", "tolls")]
        for row in record.reports("internal")[number : number + 1]:
            words = "They met in Vell"
            record.add(row.id, "positions", words=words, fields=fields, by="ada")

    return {
        "merge": merged,
        "split": lambda r: r.split(family[1], _one(r, family[0], number), by="ada"),
        "tray": lambda r: r.place(_one(r, "positions", number), None, by="ada"),
        "issue": lambda r: r.issue_add(f"Fees {number}", "ada", keywords=["fee"]),
        "rename": renamed,
        "purge": purged,
        "claim": claimed,
    }[kind]


def _one(record: Record, family: str, number: int) -> str:
    entries = record.entries(family, up_to="internal")
    return entries[number % len(entries)].id if entries else "none at all"


def told(record: Record) -> list[object]:
    """What a record says, in public and at the desk."""
    found: list[object] = []
    for mark in ("public", "internal"):
        found += [record.snapshot(up_to=mark), record.judgements(mark), record.issues(mark)]
        found += [record.entries(family, up_to=mark) for family in ("statements", "quantities")]
        found += [record.search("said", up_to=mark), record.change_days(mark)]
        found.append(record.changes(dt.date(2031, 3, 2), up_to=mark))
        found.append(replace(record.changes(NOON + dt.timedelta(minutes=3), up_to=mark), until=""))
        found += [record.report_claims(row.id, mark) for row in record.reports(mark)[-1:]]
        found.append(record.snapshot(up_to=mark, reviewed_only=True))
        found.append(record.snapshot(dt.date(2031, 3, 3), up_to=mark, known_by=FAR))
    desk = record.snapshot(up_to="restricted")
    return [*found, desk, record.judgements("restricted"), record.carried()]


def agree(places: Places, acts: list[Draft | Deed]) -> None:
    """Do things in turn to a record that stays open; after each it says what a fresh one says."""
    name = places()
    with keep_open(name, now=Clock(), create=True) as record:
        for act in acts:
            if isinstance(act, Draft):
                record.enter([act.reading()])
            else:
                try:
                    act(record)
                except DetenteError:
                    continue
            with open_record(name, now=Clock()) as fresh:
                assert told(record) == told(fresh)


@settings(max_examples=8)
@given(st.lists(st.one_of(reports(), reports(), deeds()), min_size=2, max_size=8))
def test_what_stays_open_says_what_is_opened_anew(
    places_once: Places, acts: list[Draft | Deed]
) -> None:
    agree(places_once, acts)


@settings(max_examples=8)
@given(st.lists(st.one_of(reports(), deeds(), rare_deeds()), min_size=3, max_size=8))
def test_whatever_the_desk_does(places_once: Places, acts: list[Draft | Deed]) -> None:
    agree(places_once, acts)


@settings(max_examples=12)
@given(st.lists(st.one_of(copies(), copies(), copies(), deeds()), min_size=3, max_size=9))
def test_words_that_stood_elsewhere_before_are_traced_there(
    places_once: Places, acts: list[Draft | Deed]
) -> None:
    agree(places_once, acts)


def test_a_copy_that_was_published_before_its_original_folds_nothing_anew(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = places()
    days = (("Norwire", "2031-03-03"), ("Vell Echo", "2031-03-04"), ("Harbour Post", "2031-03-01"))
    drafts = [_on(fee, f"2031-02-0{day}") for day, fee in enumerate(ONS[:3], 1)]
    for outlet, day in days:
        draft = Draft(TALKS[0], day, outlet, address=f"https://{outlet[0]}.example/")
        draft.position("Norland", "demands", ONS[0], "Norland demands a harbour fee")
        drafts.append(draft.contact("Norland; Sudmark", "held", "They met in Vell", place="Vell"))
    with keep_open(name, now=Clock(), create=True) as record:
        record.enter([draft.reading() for draft in drafts[:-1]])
        before, since = _origins(record, "public"), record.last_entered()
        assert since is not None
        monkeypatch.setattr(keeping, "fold", _refuse)
        record.enter([drafts[-1].reading()])
        found = (
            record.snapshot(),
            replace(record.changes(since), until=""),
            record.entries("contacts"),
        )
        after = _origins(record, "public")
    monkeypatch.undo()
    with open_record(name, now=Clock()) as fresh:
        assert found[0] == fresh.snapshot()
        assert found[1] == replace(fresh.changes(since), until="")
        assert found[2] == fresh.entries("contacts")
        assert after == _origins(fresh, "public")
    assert found[1].reports == 1
    assert drafts[-1].report.id in after - before


def _refuse(*_: object) -> None:
    raise AssertionError("it was folded anew")


def test_what_it_grew_from_goes_at_once_and_not_with_the_garbage(places: Places) -> None:
    with keep_open(places(), now=Clock(), create=True) as record:
        gc.collect()
        gc.disable()
        try:
            states = []
            for day in range(1, 7):
                stance = STANCES[day % len(STANCES)]
                draft = Draft(f"Norland {stance} a harbour fee on day {day}.", f"2031-03-0{day}")
                draft.position("Norland", stance, ONS[0], f"Norland {stance} a harbour fee")
                record.enter([draft.reading()])
                assert record.snapshot().standings
                states.append(sum(type(one) is Folded for one in gc.get_objects()))
        finally:
            gc.enable()
    assert states[-1] == states[2], "each report leaves a state"


def test_a_state_that_another_view_still_shows_is_grown_once(places: Places) -> None:
    name = places()
    with keep_open(name, now=Clock(), create=True) as record:
        drafts = [_on(fee, f"2031-03-0{day}") for day, fee in enumerate(ONS[:3], 1)]
        record.enter([draft.reading() for draft in drafts])
        entries = record.entries("positions")
        assert record.entries("positions", known_by=FAR, up_to="internal") == entries
        record.judge(entries[-1].id, "corrected", fields=[("stance", "accepts")], by="ada")
        assert record.entries("positions")[-1].kind == "accepts"
        record.enter([_on(ONS[3], "2031-03-05", "internal").reading()])
        found = record.entries("positions", up_to="internal")
        with open_record(name, now=Clock()) as fresh:
            assert found == fresh.entries("positions", up_to="internal")


def test_what_the_desk_alone_sees_grows_by_itself_and_is_not_made_again(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = places()
    with keep_open(name, now=Clock(), create=True) as record:
        record.enter([_on(fee, f"2031-03-0{day}").reading() for day, fee in enumerate(ONS[:2], 1)])
        record.judge(record.entries("positions")[0].id, "accepted", by="ada", mark="internal")
        for mark in ("public", "internal", "restricted"):
            record.snapshot(up_to=cast(Mark, mark))
        monkeypatch.setattr(keeping, "derive", _refuse)
        record.enter([_on(ONS[3], "2031-03-05").reading()])
        found = [record.snapshot(up_to=cast(Mark, m)) for m in ("internal", "restricted")]
        seen = record.snapshot(dt.date(2031, 4, 1), up_to="internal", known_by=FAR)
    monkeypatch.undo()
    with open_record(name, now=Clock()) as fresh:
        assert found == [fresh.snapshot(up_to="internal"), fresh.snapshot(up_to="restricted")]
        assert seen == fresh.snapshot(dt.date(2031, 4, 1), up_to="internal", known_by=FAR)
    assert found[0].coverage.reviewed == 1
    assert found[0].standings[0].own[0].entry.judgements
    assert found[1].standings is found[0].standings  # nothing above it was said


def test_what_was_taken_back_by_a_clock_that_was_put_back_is_no_trouble(places: Places) -> None:
    """As of a moment between, the undo is known and what it takes back is not."""
    name, now, between = places(), [NOON], NOON + dt.timedelta(minutes=30)
    with keep_open(name, now=lambda: now[0], create=True) as record:
        record.enter([_on(ONS[0], "2031-03-01").reading()])
        now[0] = NOON + dt.timedelta(hours=1)
        record.judge(record.entries("positions")[0].id, "rejected", by="ada")
        now[0] = NOON
        record.undo("ada")
        for number, fee in enumerate(ONS[1:3], 2):
            record.enter([_on(fee, f"2031-03-0{number}").reading()])
            found = record.entries("positions", known_by=between)
            assert sum(len(entry.sightings) for entry in found) == number
            with open_record(name, now=Clock()) as fresh:
                assert found == fresh.entries("positions", known_by=between)


def test_what_was_placed_is_under_an_issue_once_its_proposition_comes_up(places: Places) -> None:
    name = places()
    with keep_open(name, now=Clock(), create=True) as record:
        drafts = [_on(fee, f"2031-03-0{day}") for day, fee in enumerate(ONS[1:], 2)]
        record.enter([draft.reading() for draft in drafts])
        record.enter([_on("free ferries", "2031-03-05", "internal").reading()])
        every = record.entries("positions", up_to="internal")
        record.place(every[0].id, every[-1].proposition, by="ada")
        assert record.entries("positions")[0].issue is None
        record.enter([_on("free ferries", "2031-03-06", stance="accepts").reading()])
        found = record.entries("positions")
        assert found[0].issue == every[-1].issue
        with open_record(name, now=Clock()) as fresh:
            assert found == fresh.entries("positions")


def test_words_are_traced_to_no_report_outside_the_view(places: Places) -> None:
    """Two views that showed the same go on apart; each traces what it holds itself."""
    name, words = places(), "Norland rejects free ferries"
    text = (
        f"{words}, and whoever calls at Port Ley by night is to pay as the boats of Vell do, "
        "the harbour master told those who waited outside."
    )
    with keep_open(name, now=Clock(), create=True) as record:
        drafts = [_on(fee, f"2031-03-0{day}") for day, fee in enumerate(ONS[:3], 1)]
        record.enter([draft.reading() for draft in drafts])
        record.judge(record.entries("positions")[0].id, "accepted", by="ada")
        for outlet, mark in (("Norwire", "internal"), ("Vell Echo", "public")):
            for seen in ("internal", "public"):
                record.entries("positions", up_to=cast(Mark, seen))
            draft = Draft(
                f"{text} So {outlet} has it.",
                f"2031-03-0{len(outlet) - 3}",
                outlet,
                mark=cast(Mark, mark),
            )
            draft.position("Norland", "rejects", "free ferries", words, voice="own")
            record.enter([draft.reading()])
        found = [_origins(record, "internal"), _origins(record, "public")]
        with open_record(name, now=Clock()) as fresh:
            assert found == [_origins(fresh, "internal"), _origins(fresh, "public")]
    assert found[0] != found[1]


def _origins(record: Record, up_to: Mark) -> set[str]:
    return {s.origin for e in record.entries("positions", up_to=up_to) for s in e.sightings}


def _on(matter: str, day: str, mark: Mark = "public", *, stance: str = "rejects") -> Draft:
    words = f"Norland {stance} {matter}"
    draft = Draft(f"{words}, it was said on {day}.", day, mark=mark)
    return draft.position("Norland", stance, matter, words, voice="own")
