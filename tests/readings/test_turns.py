"""Positions told in turns of phrase of the trade, and what is bidden in so many words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Position, Reading
from tests.readings.background import OPENING, positions_after

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("sentence", "actor", "stance", "issue"),
    [
        ("“Lift the blockade now,” Skov said.", "Norland", "demands", "Lift the blockade now"),
        ("“Do not sell the port!” Skov wrote.", "Norland", "rejects", "sell the port"),
        ("“Accept the map,” Skov told Sudmark.", "Norland", "demands", "Accept the map"),
        (
            "“We will not fly rosters that leave us no rest,” Skov said.",
            "Norland",
            "rejects",
            "fly rosters that leave us no rest",
        ),
        (
            "Norland would consider a lease only once the arrears are paid.",
            "Norland",
            "conditionally_accepts",
            "a lease",
        ),
        (
            "Norland asked Sudmark for a longer truce.",
            "Norland",
            "demands",
            "a longer truce",
        ),
        (
            "Norland pushed Sudmark to widen the lock.",
            "Norland",
            "demands",
            "Sudmark to widen the lock",
        ),
        (
            "“Sudmark needs to leave the reef,” Skov said.",
            "Norland",
            "demands",
            "Sudmark needs to leave the reef",
        ),
        (
            "Norland's demands include a say in the board.",
            "Norland",
            "demands",
            "a say in the board",
        ),
        (
            "Norland presented Sudmark with a plan for joint patrols.",
            "Norland",
            "proposes",
            "a plan for joint patrols",
        ),
        (
            "Under Norland's plan, growers would be paid in crowns.",
            "Norland",
            "proposes",
            "growers would be paid in crowns",
        ),
        (
            "Norland's proposal would keep the levy in place.",
            "Norland",
            "proposes",
            "keep the levy in place",
        ),
        (
            "Norland called the latest offer “unacceptable”.",
            "Norland",
            "rejects",
            "the latest offer",
        ),
        (
            "It was unacceptable to close the lock, Skov said.",
            "Norland",
            "rejects",
            "close the lock",
        ),
        (
            "The pact failed because of opposition from Norland to the fund.",
            "Norland",
            "rejects",
            "the fund",
        ),
        ("Norland has not yet accepted the terms.", "Norland", "reserves", "the terms"),
        ("Norland refused to back down or accept the map.", "Norland", "rejects", "back down"),
        (
            "Norland is weighing whether to leave the pact.",
            "Norland",
            "reserves",
            "whether to leave the pact",
        ),
        (
            "Norland said on Tuesday that it would free forty sailors.",
            "Norland",
            "offers",
            "free forty sailors",
        ),
    ],
)
def test_a_turn_of_phrase_tells_a_stance(
    read: Read, sentence: str, actor: str, stance: str, issue: str
) -> None:
    found = [(p.actor, p.stance, p.issue) for p in positions_after(read(OPENING + sentence))]
    assert (actor, stance, issue) in found


@pytest.mark.parametrize(
    "sentence",
    [
        "“Pay attention to the clock,” Skov told reporters.",
        "“A longer lease is not an answer that we are prepared to give,” Skov said.",
        "“Sudmark may have to give up the reef,” Skov said.",
        "“Sudmark will pay a heavy price,” Skov said.",
        "Norland is willing to use force, Skov said.",
        "“Sudmark should be worried,” Skov said.",
        "Skov agreed, “It is late.”",
        "Skov spoke of a mutually acceptable end to the row.",
        "Norland called critics of the plan ridiculous.",
        "No agreement was reached between Norland and Sudmark.",
        "Norland will pull out its troops and “lift the siege”, Skov said.",
        "Skov said Norland would withdraw its guns, “release the crews”, and go home.",
    ],
)
def test_what_only_looks_like_a_turn_of_phrase_tells_none(read: Read, sentence: str) -> None:
    assert not positions_after(read(OPENING + sentence))


def test_what_is_bidden_beside_other_quoted_words_is_asked_for(read: Read) -> None:
    said = "“Withdraw your guns” and “release the crews”, Skov told Sudmark."
    found = [(p.stance, p.issue) for p in positions_after(read(OPENING + said))]
    assert ("demands", "release the crews") in found


def test_the_union_is_the_one_that_the_text_names(read: Read) -> None:
    reading = read(
        "Northair and the Pilots' Union met in Brage on Monday. In the end the union had offered "
        "to fly on Sundays."
    )
    assert {(p.actor, p.stance) for p in reading.of(Position)} == {("Pilots' Union", "offers")}


def test_a_name_behind_a_noun_says_who_it_is(read: Read) -> None:
    reading = read(
        "The Pilots' Union wants 8 percent. The airline, Northair, had offered 5 percent."
    )
    assert ("Northair", "offers") in {(p.actor, p.stance) for p in reading.of(Position)}


def test_an_agreement_reached_between_two_is_a_yes_of_both(read: Read) -> None:
    reading = read(OPENING + "A deal was reached between Norland and Sudmark on Tuesday.")
    assert {(p.actor, p.stance) for p in positions_after(reading)} == {
        ("Norland", "accepts"),
        ("Sudmark", "accepts"),
    }


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("Norland refuses to negotiate until the shelling stops.", "until the shelling stops"),
        (
            "Norland promised to pay its arrears when the loan is disbursed.",
            "when the loan is disbursed",
        ),
        (
            "Passage through the lock is only possible via talks with Norland, Skov said.",
            "only possible via talks with Norland",
        ),
        (
            "Norland linked debt relief for Sudmark to a reform of its tax office.",
            "to a reform of its tax office",
        ),
    ],
)
def test_a_condition_is_read_with_its_position(read: Read, sentence: str, condition: str) -> None:
    assert condition in [p.condition for p in positions_after(read(OPENING + sentence))]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Norland will not accept any loan, Skov said.", {("rejects", "any loan")}),
        ("“Do not accept any loan,” Skov told the bank.", {("rejects", "any loan")}),
        (
            "Norland will not sign or accept the map, Skov said.",
            {("rejects", "sign or accept the map"), ("rejects", "the map")},
        ),
        ("Norland did not leave or accept the map, Skov said.", {("rejects", "the map")}),
        (
            "Norland will not leave the reef but accept the map, Skov said.",
            {("rejects", "leave the reef"), ("accepts", "the map")},
        ),
        ("Norland did not leave and accepted the map, Skov said.", {("accepts", "the map")}),
    ],
)
def test_what_is_not_accepted_is_rejected_as_a_thing_also_behind_another_verb(
    read: Read, sentence: str, told: set[tuple[str, str]]
) -> None:
    assert {(p.stance, p.issue) for p in positions_after(read(OPENING + sentence))} == told


@pytest.mark.parametrize(
    ("sentence", "issue"),
    [
        ("Norland accepted a joint survey, floated by Kestland in May.", "a joint survey"),
        ("A joint survey, drawn up by Kestland, was rejected by Norland.", "A joint survey"),
        ("Norland rejected the toll, which Kestland wants doubled.", "the toll"),
        ("Norland demanded a map of the mines laid by Sudmark.", "a map of the mines laid by"),
    ],
)
def test_what_a_comma_only_adds_is_no_part_of_what_a_stance_is_on(
    read: Read, sentence: str, issue: str
) -> None:
    (found,) = [p for p in positions_after(read(OPENING + sentence)) if p.actor == "Norland"]
    assert found.issue.startswith(issue)
    assert "Kestland" not in found.issue


@pytest.mark.parametrize(
    ("sentence", "stance", "issue"),
    [
        (
            "Norland accepts the map, its foreign minister Mette Skov said, provided that the "
            "port stays open.",
            "conditionally_accepts",
            "the map",
        ),
        (
            "Norland would withdraw its guns, the envoy said, unless the shelling resumed.",
            "offers",
            "withdraw its guns",
        ),
        (
            "Norland accepts the map, which the envoy said was new, and the toll.",
            "accepts",
            "the map",
        ),
    ],
)
def test_who_says_so_in_its_midst_is_no_part_of_what_a_stance_is_on(
    read: Read, sentence: str, stance: str, issue: str
) -> None:
    found = [p for p in positions_after(read(OPENING + sentence)) if p.actor == "Norland"]
    assert (found[0].stance, found[0].issue) == (stance, issue)


def test_what_the_other_put_forward_it_did_though_it_was_not_taken(read: Read) -> None:
    told = "Norland accepted the truce but not the terms Sudmark offered."
    found = positions_after(read(OPENING + told))
    assert [(p.actor, p.stance, p.issue) for p in found] == [
        ("Norland", "accepts", "the truce"),
        ("Sudmark", "offers", "the terms"),
    ]


@pytest.mark.parametrize(
    ("sentence", "issue"),
    [
        ("Norland accepts no toll.", "toll"),
        ("Norland wants no toll.", "toll"),
        ("Norland will agree to no toll on the reef.", "toll on the reef"),
    ],
)
def test_who_takes_none_of_it_says_no_to_it(read: Read, sentence: str, issue: str) -> None:
    (found,) = positions_after(read(OPENING + sentence))
    assert (found.stance, found.issue) == ("rejects", issue)


def test_what_is_told_of_a_truce_is_no_condition_of_a_no_to_a_map(read: Read) -> None:
    told = "Norland rejected the map, with no truce while a gun stands on the reef."
    (found,) = positions_after(read(OPENING + told))
    assert (found.stance, found.issue, found.condition) == ("rejects", "the map", None)


@pytest.mark.parametrize(
    ("sentence", "stance", "issues"),
    [
        ("Norland rejected the date but not the swap.", "rejects", {"the date"}),
        ("Norland accepted the map, not the toll.", "accepts", {"the map"}),
        (
            "Norland accepted a map, a truce and a vote, but not a toll.",
            "accepts",
            {"a map", "a truce", "a vote"},
        ),
    ],
)
def test_what_is_not_meant_is_no_part_of_what_a_stance_is_on(
    read: Read, sentence: str, stance: str, issues: set[str]
) -> None:
    found = [p for p in positions_after(read(OPENING + sentence)) if p.actor == "Norland"]
    assert {p.stance for p in found} == {stance}
    assert {p.issue for p in found} == issues


@pytest.mark.parametrize(
    ("sentence", "issue"),
    [
        ("Norland asked Sudmark, its neighbour, for a loan.", "a loan"),
        ("Norland pressed Sudmark, its neighbour, for a loan.", "a loan"),
        ("Norland asked the council, which met on Monday, for a vote.", "a vote"),
        ("Norland asked Sudmark to free the crews.", "Sudmark to free the crews"),
    ],
)
def test_who_is_asked_is_not_what_is_asked_for(read: Read, sentence: str, issue: str) -> None:
    (found,) = positions_after(read(OPENING + sentence))
    assert found.issue == issue


def test_who_is_told_is_not_what_a_stance_is_on(read: Read) -> None:
    told = "Norland told reporters the offer held only if the guards left."
    assert "reporters" not in {p.issue for p in positions_after(read(OPENING + told))}


def test_what_a_threat_asks_for_is_what_it_is_about(read: Read) -> None:
    told = "Norland's envoy said it would leave the talks unless Sudmark paid."
    (found,) = positions_after(read(OPENING + told))
    assert (found.stance, found.issue) == ("demands", "Sudmark paid")


def test_a_group_that_owns_a_demand_is_called_without_its_mark(read: Read) -> None:
    told = "The union's demand for a rise of 5 percent was rejected by Falk Shipping."
    demands = [p.actor for p in read(told).of(Position) if p.stance == "demands"]
    assert demands == ["union"]


@pytest.mark.parametrize(
    ("sentence", "issue"),
    [
        ("Norland agreed on Monday to free the crews.", "free the crews"),
        ("Norland agreed in Vell on Monday to free the crews.", "free the crews"),
        ("Norland agreed on Monday's draft.", "Monday's draft"),
        ("Norland agreed on the toll.", "the toll"),
    ],
)
def test_the_day_of_a_yes_is_not_what_it_is_to(read: Read, sentence: str, issue: str) -> None:
    (found,) = positions_after(read(OPENING + sentence))
    assert (found.stance, found.issue) == ("accepts", issue)


def test_what_is_quoted_of_nobody_the_report_does_not_tell(read: Read) -> None:
    told = 'The hall was full.\n\n"Sudmark had asked for a cut of a third in the toll."'
    (found,) = positions_after(read(OPENING + told))
    assert (found.stance, found.voice) == ("demands", "unnamed")
