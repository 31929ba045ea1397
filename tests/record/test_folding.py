"""Claims become entries: what is said again is seen again; what differs stands side by side."""

import datetime as dt

import pytest

from detente.model.claims import Proposal
from detente.record import Record
from tests.record.build import Draft


def test_the_same_words_of_the_same_speaker_are_seen_again(record: Record) -> None:
    one = Draft("“No tolls at all,” Karin Lund said.").says("Karin Lund", "“No tolls at all,”")
    two = Draft("Lund: “no tolls, at all”.", "2031-03-02", "Vell Echo")
    two.says("Karin Lund", "“no tolls, at all”")
    other = Draft("“No tolls at all,” Ivo Brand said.", "2031-03-03").says(
        "Ivo Brand", "“No tolls at all,”"
    )
    record.enter([one.reading(), two.reading(), other.reading()])
    first, second = record.entries("statements")
    assert [s.outlet for s in first.sightings] == ["Harbour Post", "Vell Echo"]
    assert (first.origins, first.outlets) == (2, 2)
    assert second.actors == ("Ivo Brand",)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (("demands", "a fee in the harbour", None), ("demands", "a harbour fee", None), True),
        (("demands", "a harbour fee", None), ("rejects", "a harbour fee", None), False),
        (("accepts", "harbour patrols", None), ("accepts", "harbour patrols", "if paid"), False),
        (("demands", "a harbour fee", None), ("demands", "no harbour fee", None), False),
        (("demands", "a fee of 3 crowns", None), ("demands", "a fee of 9 crowns", None), False),
        (
            ("demands", "that the fleet leave the strait", None),
            ("demands", "that the fleet stay in the strait", None),
            False,
        ),
    ],
)
def test_positions_are_one_if_party_stance_condition_and_proposition_agree(
    first: tuple[str, str, str], second: tuple[str, str, str], same: bool, record: Record
) -> None:
    for number, (stance, on, condition) in enumerate((first, second), 1):
        draft = Draft(f"Norland {stance} {on} {condition}.", f"2031-03-0{number}")
        draft.position("Norland", stance, on, f"{stance} {on}", condition=condition)
        record.enter([draft.reading()])
    assert len(record.entries("positions")) == (1 if same else 2)


def test_two_counts_of_points_stand_side_by_side_with_their_sources(record: Record) -> None:
    told = (("Norwire", 28), ("Vell Echo", 19), ("Harbour Post", 28))
    for number, (outlet, points) in enumerate(told, 1):
        text = f"The Vell plan has {points} points, {outlet} wrote."
        draft = Draft(text, f"2031-03-0{number}", outlet)
        draft.proposal("the Vell plan", "The Vell plan", points=points)
        record.enter([draft.reading()])
    (entry,) = record.entries("proposals")
    bodies = [s.body for s in entry.sightings if isinstance(s.body, Proposal)]
    assert [b.points for b in bodies] == [28, 19, 28]
    changes = record.changes(dt.date(2031, 3, 1)).changes
    (change,) = [c for c in changes if c.kind == "contradicted"]
    assert change.before == "28"
    assert change.after == "28 (per Norwire, Harbour Post); 19 (per Vell Echo)"


def test_an_entry_is_found_by_the_beginning_of_its_id_or_of_a_claims(record: Record) -> None:
    draft = Draft("Norland demands a fee.").position("Norland", "demands", "a fee", "a fee")
    record.enter([draft.reading()])
    (entry,) = record.entries("positions")
    assert record.entry(entry.id[:6]) == entry
    assert record.entry(entry.sightings[0].claim[:6]).id == entry.id


def test_repeats_are_counted_not_listed_again(record: Record) -> None:
    one = Draft("Norland demands a fee.").position("Norland", "demands", "a fee", "a fee")
    two = Draft("Norland demands a fee again.", "2031-03-09", "Vell Echo")
    two.position("Norland", "demands", "a fee", "a fee")
    record.enter([one.reading(), two.reading()])
    delta = record.changes(dt.date(2031, 3, 5))
    assert (delta.repeats, delta.reports) == (1, 1)
    assert delta.changes == ()
