"""What blocks, how it is judged, what is forecast on which condition."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Assessment, Reading, StickingPoint
from detente.readings.readers import reader

Read = Callable[..., Reading]
OPENING = "Norland and Sudmark met on the island of Brage on Monday. "
ANALYST = "Ada Brink of the Harbour Institute said that "


def judged(read: Read, text: str) -> list[tuple[str, str, str | None]]:
    """Return who judges which way on which condition."""
    found = read(OPENING + text).of(Assessment)
    return [(a.by, a.polarity, a.condition) for a in found]


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("The main sticking point is the port.", "the port"),
        ("Transit fees remain a key obstacle.", "Transit fees"),
        ("The two sides are still at odds over monitors.", "monitors"),
        ("Crews and owners remain far apart on pay and hours.", "pay and hours"),
        ("What divides the two sides is the order of the steps.", "the order of the steps"),
        ("Differences remain over the toll.", "the toll"),
        ("The talks broke down over the toll.", "the toll"),
        ("Pilot fees remain to be settled.", "Pilot fees"),
        ("Sudmark demands monitors, a key point of contention.", "monitors"),
        ("Verification is what divides the two most.", "Verification"),
        ("What keeps the two guilds apart is the rota.", "the rota"),
        ("What holds things up is the pilots' pay.", "the pilots' pay"),
        ("The main gap is over who runs the ferry.", "who runs the ferry"),
        ("The two sides are split over who should run it.", "who should run it"),
        ("No agreement was reached on the filling of the lake.", "the filling of the lake"),
    ],
)
def test_an_obstacle_is_named(read: Read, text: str, issue: str) -> None:
    assert [s.issue for s in read(OPENING + text).of(StickingPoint)] == [issue]


@pytest.mark.parametrize(
    "text",
    [
        "They met at the usual point.",
        "The two sides agreed on monitors.",
        "It is unclear.",
        "It was the first attempt to end a five-month dispute over the strip.",
        "Others remained unresolved.",
        "No agreement was reached on Tuesday.",
        "The dispute is over.",
        "What holds the roof is a beam.",
        "When they spoke of the toll, the two sides had different views on it.",
    ],
)
def test_not_every_point_is_an_obstacle(read: Read, text: str) -> None:
    assert read(OPENING + text).of(StickingPoint) == ()


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("the plan was unrealistic.", "negative"),
        ("the talks were constructive.", "positive"),
        ("the talks were not constructive.", "negative"),
        ("there was progress on the port but hurdles remain.", "mixed"),
    ],
)
def test_a_judgement_has_its_author_and_its_way(read: Read, text: str, polarity: str) -> None:
    assert judged(read, ANALYST + text) == [("Ada Brink", polarity, None)]


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("The toll may be an obstacle to a deal, envoys said.", [True]),
        ("The toll might prove a stumbling block.", [True]),
        ("The toll could become a sticking point.", [True]),
        ("The toll is not the only sticking point.", [False]),
        ("The toll is a sticking point.", [False]),
        ("The toll is no obstacle to a deal.", []),
        ("The toll was never a sticking point.", []),
        ("Is the toll an obstacle?", []),
    ],
)
def test_what_may_be_an_obstacle_is_none_for_sure(
    read: Read, text: str, hedged: list[bool]
) -> None:
    reading = read(text)
    assert [p.hedged for p in reading.of(StickingPoint)] == hedged
    assert all(a.hedged == hedged[0] for a in reading.of(Assessment))


def test_a_forecast_keeps_its_condition(read: Read) -> None:
    found = judged(read, ANALYST + "a deal will remain out of reach unless the fee is lifted.")
    assert found == [("Ada Brink", "conditional", "unless the fee is lifted")]


@pytest.mark.parametrize("cue", ["said there is", "said on Monday that there was"])
def test_a_chance_that_there_is_on_a_condition_is_a_forecast(read: Read, cue: str) -> None:
    text = (
        f"Nora Fell, an analyst, {cue} a 70 percent chance of a deal if Sudmark accepts monitors."
    )
    (made,) = read(text).of(Assessment)
    assert (made.by, made.condition) == ("Nora Fell", "if Sudmark accepts monitors")
    assert "70 percent chance" in made.main.text


def test_what_there_is_beside_a_condition_is_no_forecast(read: Read) -> None:
    text = (
        "Nora Fell, an analyst, said there was no letter in the box if Sudmark accepts monitors."
    )
    assert read(text).of(Assessment) == ()


def test_what_the_speaker_would_do_is_no_forecast(read: Read) -> None:
    text = '"If Sudmark frees the crews, we will sign," the Norland minister Per Lind said.'
    assert [p for _, p, _ in judged(read, text)] == []


def test_the_narrator_judges_nothing(read: Read) -> None:
    assert judged(read, "The talks were constructive. A deal is unlikely.") == []


def test_praise_belongs_to_who_gives_it(read: Read) -> None:
    assert ("Norland", "positive", None) in judged(read, "Norland welcomed the port plan.")


def test_until_that_changes_is_a_condition(read: Read) -> None:
    reading = read(
        'Karl Voss said: "Until that changes, the envoy’s efforts are unlikely to bring a deal."'
    )
    (judged,) = reading.of(Assessment)
    assert (judged.polarity, judged.condition) == ("conditional", "Until that changes")


def test_what_the_speaker_would_do_on_a_condition_is_no_forecast(read: Read) -> None:
    reading = read("Ole Strand of Norland said that he would accept them if they left the strip.")
    assert reading.of(Assessment) == ()


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("without trust, the talks will go nowhere.", "without trust"),
        ("the truce would collapse without monitors.", "without monitors"),
        (
            "without concessions from Norland, the prospects for an accord diminish.",
            "without concessions from Norland",
        ),
        ("without a new offer the chances of a deal are slim.", "without a new offer"),
        ("the pact cannot last without a guarantee.", "without a guarantee"),
    ],
)
def test_what_fails_without_something_is_forecast_on_it(
    read: Read, text: str, condition: str
) -> None:
    assert judged(read, ANALYST + text) == [("Ada Brink", "conditional", condition)]


def test_what_was_done_without_something_is_no_forecast(read: Read) -> None:
    assert judged(read, ANALYST + "the talks ended without a deal.") == []
    signing = judged(read, ANALYST + "Norland would sign the pact without a vote.")
    assert [p for _, p, _ in signing if p == "conditional"] == []


@pytest.mark.parametrize("name", ["rules", "learned"])
@pytest.mark.parametrize(
    "text",
    [
        "if it had not been the ferry, it would have been the weather.",
        "a deal would have failed without monitors.",
    ],
)
def test_what_did_not_come_about_is_no_forecast(read: Read, text: str, name: str) -> None:
    report = read(OPENING + ANALYST + text).report
    assert [a.condition for a in reader(name).read(report).of(Assessment)] == []


def test_good_weighed_against_bad_stays_mixed_where_the_model_sees_one_half(
    read: Read,
) -> None:
    text = f"{OPENING}{ANALYST}while some proposals were acceptable, disagreements persist."
    report = read(text).report
    (found,) = reader("learned").read(report).of(Assessment)
    assert (found.polarity, found.main.text) == ("mixed", text[text.index("while") : -1])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Roe expects a deal by May unless Norland leaves.",
            "a deal by May unless Norland leaves",
        ),
        ("Roe sees a deal by spring if the owners hold.", "a deal by spring if the owners hold"),
        (
            "Roe expects that the talks will fail unless Norland stays.",
            "the talks will fail unless Norland stays",
        ),
    ],
)
def test_what_an_analyst_expects_on_a_condition_is_a_forecast(
    read: Read, text: str, words: str
) -> None:
    reading = read("Ida Roe, an analyst at Delft Bank, said the talks were slow. " + text)
    (found,) = reading.of(Assessment)
    assert (found.by, found.polarity, found.main.text) == ("Ida Roe", "conditional", words)


@pytest.mark.parametrize(
    "text",
    [
        "Norland expects a deal by May unless Sudmark leaves.",
        "Ida Roe does not expect a deal if Sudmark leaves.",
        "Ida Roe expects a deal by May.",
        "A banker expects a deal by May unless Sudmark leaves.",
    ],
)
def test_what_a_party_expects_or_what_hangs_on_nothing_is_none(read: Read, text: str) -> None:
    before = "Ida Roe, an analyst at Delft Bank, said the talks were slow. Norland met Sudmark. "
    assert not read(before + text).of(Assessment)


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("Without trust there is no deal, an analyst said.", ["Without trust"]),
        ("An analyst said that without a fund there is no truce.", ["without a fund"]),
        ("There is no doubt without proof, an analyst said.", []),
    ],
)
def test_that_there_is_no_deal_without_a_thing_is_a_forecast(
    read: Read, text: str, conditions: list[str]
) -> None:
    forecast = [a for a in read(text).of(Assessment) if a.polarity == "conditional"]
    assert [a.condition for a in forecast] == conditions


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("The two sides are still arguing over who pays for the lock.", ["who pays for the lock"]),
        ("The dispute over who pays goes on.", ["who pays"]),
        ("The two envoys argued over lunch.", []),
    ],
)
def test_what_sides_argue_over_is_an_obstacle(read: Read, text: str, issues: list[str]) -> None:
    assert [p.issue for p in read(text).of(StickingPoint)] == issues
