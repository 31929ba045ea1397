"""Plans on the table: their names, points, owners, versions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Position, Proposal, Reading
from detente.model.text import make_report
from detente.readings.readers import reader
from tests.record.build import NOON

Read = Callable[..., Reading]
OPENING = "Norland and Sudmark met on the island of Brage on Monday. "


def proposals(read: Read, text: str) -> list[Proposal]:
    """Return the proposals of a text, in order."""
    return list(read(OPENING + text).of(Proposal))


def test_a_revision_names_the_version_before_it(read: Read) -> None:
    found = proposals(read, "A 31-point peace plan was cut down to a 12-point draft on Tuesday.")
    assert [(p.points, p.revised_from) for p in found] == [(31, None), (12, "31-point peace plan")]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("The mediators handed over a 17-point plan.", 17),
        ("The nine-point text was read out.", 9),
        ("The mediators handed over a seven-point proposal.", 7),
    ],
)
def test_points_are_counted_in_digits_and_words(read: Read, text: str, points: int) -> None:
    counts = [p.points for p in proposals(read, text)]
    assert counts == [points]


def test_a_plan_belongs_to_its_possessor(read: Read) -> None:
    (plan,) = proposals(read, "The envoys praised Norland's port plan.")
    assert (plan.proponent, plan.name) == ("Norland", "Norland's port plan")


@pytest.mark.parametrize(
    "text",
    [
        "They want a deal.",
        "The talks may bring an agreement.",
        "Norland plans to leave.",
        "There was no plan for the port.",
    ],
)
def test_any_plan_is_no_plan(read: Read, text: str) -> None:
    assert proposals(read, text) == []


def test_a_second_mention_is_more_evidence(read: Read) -> None:
    found = proposals(read, "Norland's port plan is new. Sudmark likes the port plan.")
    assert len(found) == 1
    assert len(found[0].evidence) == 2


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Norland signed the Brage accord.", "signed"),
        ("Sudmark rejected the port plan.", "rejected"),
        ("Norland will sign the Brage accord.", None),
        ("Norland did not sign the Brage accord.", None),
    ],
)
def test_a_stage_is_taken_only_from_what_was_done(
    read: Read, text: str, stage: str | None
) -> None:
    assert [p.stage for p in proposals(read, text)] == [stage]


@pytest.mark.parametrize(
    ("text", "points", "before"),
    [
        (
            "The new text has nine points, down from 17 in the version of May 2.",
            9,
            "17 in the version of May 2",
        ),
        ("The draft that the mediators carried up the hill contains 15 points.", 15, None),
    ],
)
def test_points_may_be_what_a_plan_is_said_to_have(
    read: Read, text: str, points: int, before: str | None
) -> None:
    (plan,) = proposals(read, text)
    assert (plan.points, plan.revised_from) == (points, before)


@pytest.mark.parametrize(
    "text",
    [
        "The May contract settled higher on Tuesday.",
        "The board explored other takeover proposals.",
        "Norland signed recent port deals with banks.",
    ],
)
def test_a_kind_of_deal_and_one_on_a_market_are_no_plan(read: Read, text: str) -> None:
    assert proposals(read, text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Norland's peace plan is long. Sudmark's peace plan is short.",
         ["Norland's peace plan", "Sudmark's peace plan"]),
        ("The Kolvar agreement covers water. The Dorn agreement covers grain.",
         ["Kolvar agreement", "Dorn agreement"]),
        ("The Kolvar peace plan is long. Under the Kolvar plan, troops would leave the valley.",
         ["Kolvar peace plan"]),
    ],
)  # fmt: skip
def test_plans_of_two_sides_or_two_names_are_two(read: Read, text: str, names: list[str]) -> None:
    assert [p.name for p in proposals(read, text)] == names


@pytest.mark.parametrize(
    ("text", "name", "before"),
    [
        ("The first draft of the accord had 28 points. A revised draft has 19 points.",
         "revised draft", "draft of the accord"),
        ("The envoys read a 20-point plan, trimmed from an earlier 28-point plan.",
         "20-point plan", "earlier 28-point plan"),
        ("The peace framework of 2029 is dead. The new peace framework by Norland replaces it.",
         "peace framework", "peace framework of 2029"),
        ("Norland's amended draft drops the clause that the original draft contained.",
         "Norland's amended draft", "original draft"),
    ],
)  # fmt: skip
def test_a_later_version_names_the_earlier_one(
    read: Read, text: str, name: str, before: str
) -> None:
    later = [p for p in proposals(read, text) if p.revised_from]
    assert [(p.name, p.revised_from) for p in later] == [(name, before)]


@pytest.mark.parametrize(
    "text",
    [
        "Sudmark's port plan is old. Norland's new port plan is short.",
        "The Kolvar plan is long. The latest fishing plan is short.",
        "The port plan does not replace the Kolvar plan.",
    ],
)
def test_a_plan_of_others_or_of_something_else_is_no_earlier_version(
    read: Read, text: str
) -> None:
    assert [p.revised_from for p in proposals(read, text) if p.revised_from] == []


def test_a_plan_with_points_behind_it_belongs_to_who_has_it(read: Read) -> None:
    (plan,) = proposals(read, "Sudmark answered with a plan of its own, with seven points.")
    assert (plan.points, plan.proponent) == (7, "Sudmark")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sudmark on Monday handed over a seven-point counter-proposal to Norland's draft.",
            ("seven-point counter-proposal", 7, "Sudmark", "Norland's draft"),
        ),
        (
            "The 11-point plan is based on Norland's nine-point draft.",
            ("11-point plan", 11, None, "based on Norland's nine-point draft"),
        ),
        (
            "The 11-point plan is based on Norland's nine-point draft and Sund's long text.",
            (
                "11-point plan",
                11,
                None,
                "based on Norland's nine-point draft and Sund's long text",
            ),
        ),
        (
            "A revised draft of the treaty, revised down from 11 points to nine, was presented.",
            ("revised draft of the treaty", 9, None, "11 points"),
        ),
        ("The plan, cut from 28 points to 19, was welcomed.", ("plan", 19, None, "28 points")),
    ],
)
def test_what_a_plan_answers_builds_on_or_was_cut_from(
    read: Read, text: str, expected: tuple[str, int, str | None, str]
) -> None:
    found = {p.points: p for p in proposals(read, text)}[expected[1]]
    assert (found.name, found.points, found.proponent, found.revised_from) == expected


@pytest.mark.parametrize(
    "text", ["The plan is based on trust.", "The charges are based on a draft report."]
)
def test_what_is_no_plan_is_not_what_a_plan_builds_on(read: Read, text: str) -> None:
    assert all(p.revised_from is None for p in proposals(read, text))


def test_a_hyphened_counter_offer_is_one_thing(read: Read) -> None:
    found = read(OPENING + "Sudmark tabled a counter-offer on Tuesday.").of(Position)
    assert [(p.stance, p.issue) for p in found] == [("proposes", "a counter-offer")]


def test_the_plan_of_so_many_points_is_the_one_that_was_just_put_forward(read: Read) -> None:
    (plan,) = proposals(
        read, "Sudmark presented a counter-proposal on Monday. The 11-point plan ends the fee."
    )
    assert (plan.name, plan.points, plan.proponent) == ("counter-proposal", 11, "Sudmark")
    both = "Sudmark presented a counter-proposal to Norland's draft. The 11-point plan is new."
    assert {p.points for p in proposals(read, both)} == {None, 11}


def test_what_somebody_is_to_counter_is_no_counter_proposal(read: Read) -> None:
    text = "Sudmark gathered allies to counter Norland proposals to the draft treaty."
    (plan,) = proposals(read, text)
    assert (plan.name, plan.revised_from) == ("Norland proposals", None)


def test_what_a_counter_proposal_answers_is_a_plan_of_its_own() -> None:
    text = OPENING + "Norland's counter-proposal to the plan of Sudmark was short."
    reading = reader("learned").read(make_report(text, retrieved=NOON, published=NOON.date()))
    answered = {p.name: p.revised_from for p in reading.of(Proposal)}
    assert answered["Norland's counter-proposal"] == "plan of Sudmark"
    assert answered.get("plan of Sudmark") is None


@pytest.mark.parametrize(
    "text",
    [
        "Crews will strike unless Sundline withdraws its plan on rosters.",
        "Norland asked Sundline to withdraw its plan on rosters.",
    ],
)
def test_what_is_only_asked_for_became_of_no_plan(read: Read, text: str) -> None:
    assert [p.stage for p in read(text).of(Proposal)] == [None]


def test_a_plan_that_was_withdrawn_is(read: Read) -> None:
    (plan,) = read("Sundline withdrew its plan on rosters after the vote.").of(Proposal)
    assert plan.stage == "withdrawn"


@pytest.mark.parametrize(
    "text",
    [
        "A 14-point draft was circulated by Norland on Monday.",
        "Norland circulated a 14-point draft on Monday.",
        "A 14-point draft, circulated by Norland, was rejected by Sudmark.",
    ],
)
def test_who_circulates_a_draft_put_it_forward(read: Read, text: str) -> None:
    reading = read(f"Norland hosts the talks. Sudmark takes part in them. {text}")
    assert [p.proponent for p in reading.of(Proposal) if p.points == 14] == ["Norland"]


def test_a_draft_runs_to_so_many_points(read: Read) -> None:
    (draft,) = read("The new draft, seen by envoys, runs to 14 points, down from 22.").of(Proposal)
    assert (draft.points, draft.revised_from) == (14, "22")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Vell made a bid of $33 per share and Brandt Mills lodged one. A bid of $36 per share "
            "is being weighed.",
            ["bid of $33 per share", "bid of $36 per share"],
        ),
        (
            "The 15-day ceasefire holds. Norland wants a 60-day ceasefire.",
            ["15-day ceasefire", "60-day ceasefire"],
        ),
        ("They made an offer of 4 percent. The offer of 4 percent was refused.", ["offer"]),
        # What is counted otherwise may be the same: a price in all, and one for each share.
        ("Vell made an offer of $33 per share. The $4 billion offer stands.", ["offer"]),
    ],
)
def test_plans_that_come_to_something_else_are_two(
    read: Read, text: str, names: list[str]
) -> None:
    found = proposals(read, text)
    assert len(found) == len(names)
    assert all(name in p.name for p, name in zip(found, names, strict=True))


@pytest.mark.parametrize("text", ["Norland made an offer of 4 percent.", "Norland lodged a bid."])
def test_who_makes_a_bid_put_it_forward(read: Read, text: str) -> None:
    assert [p.proponent for p in proposals(read, text)] == ["Norland"]


def test_who_makes_a_deal_made_it_with_others(read: Read) -> None:
    text = "Norland made a 12-point deal with Sudmark."
    assert [p.proponent for p in proposals(read, text)] == [None]


@pytest.mark.parametrize(
    ("text", "before"),
    [
        (
            "Vell raised its bid for Quay Mills to $38 per share, from $34 per share.",
            "$34 per share",
        ),
        ("The employers lifted their offer to 5 percent from 4 percent.", "4 percent"),
        ("The offer was raised to 5 percent from the 4 percent told in May.", "4 percent"),
        ("Vell raised its offer from 33 to 36 crowns a share.", "33"),
        ("Vell sweetened its offer to 4.1 billion crowns, up from 3.8 billion.", "3.8 billion"),
        ("The employers lifted their offer to 5 percent.", None),
    ],
)
def test_a_raised_bid_names_what_it_came_to_before(
    read: Read, text: str, before: str | None
) -> None:
    (found,) = proposals(read, text)
    assert found.revised_from == before
    assert (before or "their offer") in found.main.text


@pytest.mark.parametrize(
    "text",
    [
        "Vell did not raise its bid for Quay Mills to 36 crowns from 33 crowns.",
        "Vell would raise its bid for Quay Mills to 36 crowns from 33 crowns.",
        "Vell raised its bid for Quay Mills from its seat in Port Elm.",
        "Quay Mills asked Vell to raise its 12-point offer to 36 crowns from 33 crowns.",
        "Norland denied that Vell raised its 12-point offer to 36 crowns from 33 crowns.",
    ],
)
def test_what_was_not_raised_came_to_nothing_else_before(read: Read, text: str) -> None:
    assert {p.revised_from for p in proposals(read, text)} <= {None}


def test_what_a_firm_is_valued_at_is_no_price_of_the_bid(read: Read) -> None:
    text = "Vell raised its offer to 36 crowns, valuing Quay at 4 billion, up from 3.2 billion."
    assert [p.revised_from for p in proposals(read, text)] == [None]
