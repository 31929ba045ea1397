"""What stands on a page without being its text."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.model.text import make_report
from detente.readings.datelines import dateline_place, is_dateline
from detente.readings.furniture import find_furniture
from detente.readings.nlp import Pipeline
from detente.readings.paragraphs import split_paragraphs

BODY = "Envoys of both sides met for two hours, an official said."
RETRIEVED = dt.datetime(2031, 3, 4, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    """Return a pipeline without rules."""
    return Pipeline(())


def _dropped(pipeline: Pipeline, *paragraphs: str) -> list[str]:
    text = "\n\n".join(paragraphs)
    (parse,) = pipeline.parse([text])
    blocks = split_paragraphs(text)
    found = find_furniture(make_report(text, retrieved=RETRIEVED), parse)
    return [text[blocks[i].start : blocks[i].end] for i in sorted(found)]


@pytest.mark.parametrize(
    "line",
    [
        "HARBOUR TALKS END WITHOUT RESULT",
        "CAN THE ENVOYS STILL SAVE THE HARBOUR PACT?",
        "watch now",
        "Clara Roe | Afp | Getty Images",
        "_— Peter Doe contributed to this report._",
        "Sign up here for our morning letter.",
        "## The backdrop",
        "This is a developing story.",
        "Get the day's talks in one newsletter, sent to you each evening.",
        "This is an advertisement",
        "Support our independent journalism from two crowns a week.",
        "Start your free trial today. Cancel anytime.",
    ],
)
def test_lines_around_the_text_are_furniture(pipeline: Pipeline, line: str) -> None:
    assert _dropped(pipeline, BODY, line, BODY) == [line]


def test_the_caption_above_a_credit_goes_with_it(pipeline: Pipeline) -> None:
    caption = "Ferries in the harbour of Ostrav on March 1, 2031."
    credit = "Clara Roe | Getty Images"
    assert _dropped(pipeline, BODY, caption, credit, BODY) == [caption, credit]


def test_links_below_their_heading_are_furniture(pipeline: Pipeline) -> None:
    links = "-   Envoys back in Ostrav\n-   Ferry fee: what to know"
    assert len(_dropped(pipeline, BODY, "Read more harbour news", links, BODY)) == 3


def test_a_headline_is_furniture_and_an_agency_body_is_not(pipeline: Pipeline) -> None:
    headline = "Harbour talks resume"
    body = "Talks resumed on Monday -- the first in weeks -- after both sides gave way."
    assert _dropped(pipeline, headline, body, BODY) == [headline]


def test_a_report_all_in_capitals_keeps_its_text(pipeline: Pipeline) -> None:
    body = "ENVOYS OF BOTH SIDES MET FOR TWO HOURS, AN OFFICIAL SAID."
    assert _dropped(pipeline, body, body.replace("TWO", "FOUR")) == []


@pytest.mark.parametrize(
    "line",
    [
        "By Clara Roe and Peter Doe in Oslo",
        "Reporting by Clara Roe. Follow Harbour 24 for updates.",
        "Envoys in Oslo in January. Photo: Clara Roe / Harbour 24",
        "Watch: the strait that divides two nations",
    ],
)
def test_bylines_and_credits_are_furniture(pipeline: Pipeline, line: str) -> None:
    assert _dropped(pipeline, BODY, line, BODY) == [line]


def test_a_sentence_that_begins_with_by_is_text(pipeline: Pipeline) -> None:
    assert _dropped(pipeline, BODY, "By the afternoon the envoys had a new line.", BODY) == []


def test_a_link_between_long_lines_takes_no_text_with_it(pipeline: Pipeline) -> None:
    long = BODY + " " + BODY + " " + BODY
    text = "\n".join((long, "A LONG LINK TO ANOTHER STORY THAT NOBODY HAS READ YET TODAY", long))
    (parse,) = pipeline.parse([text])
    blocks = split_paragraphs(text)
    found = find_furniture(make_report(text, retrieved=RETRIEVED), parse)
    assert len(blocks) == 3
    assert found == {1}


def test_below_a_notice_the_first_line_is_the_headline(pipeline: Pipeline) -> None:
    notice, headline = "Sign up for our newsletter.", "Talks on Brage end without a result"
    assert _dropped(pipeline, notice, headline, BODY) == [notice, headline]


@pytest.mark.parametrize("mark", ["(Norden Wire) -", "(NW) —", "VELL (Norden Wire) -"])
def test_the_mark_of_an_agency_is_no_part_of_the_first_sentence(
    pipeline: Pipeline, mark: str
) -> None:
    assert _dropped(pipeline, f"{mark} {BODY}") == [mark]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Port Ilmen, 3 March 2031 (Norwire)", True),
        ("PORT ILMEN, March 3 (Norwire) -", True),
        ("Vell, 3 March 2031", True),
        ("VELL (3 March 2031) -", True),
        ("(Vell, 3 March 2031) –", True),
        ("VELL, Monday (Norwire) --", True),
        ("VELL, March 3, 2031 /Norwire/ -", True),
        ("PORT ILMEN (Norwire), March 3, 2031 —", True),
        ("Holm (Norland), who left —", False),
        ("Holm (Norland) -", False),
        ("Holm (3 May) -", False),
        ("The talks in Vell ended on 3 March 2031 (Norwire).", False),
    ],
)
def test_a_dateline_may_stand_alone(text: str, is_one: bool) -> None:
    assert is_dateline(text) == is_one


@pytest.mark.parametrize(
    "line",
    [
        "VELL (3 March 2031) -",
        "(Vell, 3 March 2031) –",
        "VELL, Monday -",
        "VELL (Norwire), March 3 —",
    ],
)
def test_a_dateline_names_its_place(line: str) -> None:
    assert dateline_place(line).title() == "Vell"


def test_a_day_ahead_of_the_first_sentence_is_no_part_of_it(pipeline: Pipeline) -> None:
    assert _dropped(pipeline, f"3 March 2031 - {BODY}") == ["3 March 2031 -"]


def test_the_days_of_a_chronology_stay_with_their_sentences(pipeline: Pipeline) -> None:
    assert _dropped(pipeline, f"3 March 2031 - {BODY}", f"4 March 2031 - {BODY}") == []


def test_lines_that_tell_of_the_text_are_furniture_at_its_top_alone(pipeline: Pipeline) -> None:
    head = ["Source: Vell Courier", "Title: Norland rejects the toll", "Date: 4 March 2031"]
    text = "Norland rejected the toll on Monday, its envoy said in Vell."
    assert _dropped(pipeline, *head, text) == head
    late = "Source: Norland will pay the toll, an aide says."
    assert late not in _dropped(pipeline, text, late)
