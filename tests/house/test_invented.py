"""The invented reports to learn from: all keep to the form, and a fault is named by place."""

import datetime as dt
from typing import Any

import pytest

from evals.invented import LABELS, InventedError, load_invented, parse_invented

HEAD = "=== zz1 | 2025-03-04 | Ferry talks & fares | progress=unclear\n"
BODY = (
    '<con kind="talks" status="held" who="Norland;Sudmark">Norland and Sudmark met</con>.\n\n'
    '<st who="Mara Tell" cue="said">"<pos actor="Norland" stance="rejects" by="Mara Tell">We will'
    ' not pay</pos>,"</st> Mara Tell said of the R&amp;D fee.\n\n'
    'TELL: <st who="Mara Tell"><ass by="Mara Tell" pol="positive">It went well</ass>.</st>\n'
)
LABELLED = {
    "contacts": {"kind": "kind", "status": "status"},
    "positions": {"stance": "stance"},
    "assessments": {"polarity": "pol"},
}


def one(body: str, head: str = HEAD) -> Any:
    return next(parse_invented(head + body, "a.txt"))


def spans(value: Any) -> list[dict[str, Any]]:
    """Return every span in a part of an annotation."""
    if isinstance(value, list):
        return [span for item in value for span in spans(item)]
    if not isinstance(value, dict):
        return []
    own = [value] if "start" in value else []
    return own + [span for item in value.values() for span in spans(item)]


def test_every_report_keeps_to_the_form() -> None:
    reports = load_invented()
    assert len(reports) >= 30
    for report in reports:
        found = spans(report.gold)
        assert found
        for span in found:
            assert 0 <= span["start"] < span["end"] <= len(report.text), report.key
            assert report.text[span["start"] : span["end"]] == span["text"], report.key


def test_every_label_is_of_the_closed_lists_and_every_one_is_used() -> None:
    used: dict[str, set[str]] = {name: set() for name in LABELS if name != "hedged"}
    for report in load_invented():
        used["progress"].add(report.gold["progress"]["label"])
        for layer, fields in LABELLED.items():
            for claim in report.gold[layer]:
                for field, name in fields.items():
                    used[name].add(claim[field])
    assert used == {name: set(LABELS[name]) for name in used}


def test_a_position_of_a_shipped_report_is_said_by_someone_or_the_narrator() -> None:
    for report in load_invented():
        speakers = {claim["speaker"] for claim in report.gold["statements"]}
        for claim in report.gold["positions"]:
            assert claim["reported_by"] in speakers | {"narrator"}, (report.key, claim)


def test_a_report_comes_with_its_headline_and_its_claims() -> None:
    report = one(BODY)
    assert report.text.startswith("Ferry talks & fares\n\nNorland and Sudmark met.")
    assert "R&D fee" in report.text
    assert report.published == dt.date(2025, 3, 4)
    assert [span["text"] for span in report.gold["ignore"]] == ["Ferry talks & fares"]
    assert report.gold["contacts"][0]["participants"] == ["Norland", "Sudmark"]
    assert report.gold["progress"]["evidence"]["text"] == "Norland and Sudmark met."
    position = report.gold["positions"][0]
    assert (position["stance"], position["evidence"]["text"]) == ("rejects", "We will not pay")


def test_a_statement_is_direct_by_its_quotation_marks_or_as_a_turn_of_a_transcript() -> None:
    first, turn = one(BODY).gold["statements"]
    assert (first["kind"], first["cue"]) == ("direct", "said")
    assert [span["text"] for span in first["quoted"]] == ['"We will not pay,"']
    assert (turn["kind"], turn["cue"], turn["quoted"]) == ("direct", None, [])


def test_two_speakers_of_a_statement_are_two_statements() -> None:
    found = one('<st who="A;B" cue="said">it was a "good" day</st>, both said.').gold["statements"]
    assert [(claim["speaker"], claim["kind"]) for claim in found] == [
        ("A", "mixed"),
        ("B", "mixed"),
    ]


def test_parties_that_speak_together_take_each_their_own_position() -> None:
    found = one(
        '<pos actor="A;B" stance="rejects" by="A;B">We <ass by="A;B" pol="negative">laughed</ass>'
        '</pos> and <pos actor="A;B" stance="accepts" by="C">signed</pos>'
    ).gold
    said = [(claim["actor"], claim["reported_by"]) for claim in found["positions"]]
    assert said == [("A", "A"), ("B", "B"), ("A", "C"), ("B", "C")]
    assert [claim["by"] for claim in found["assessments"]] == ["A", "B"]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("<stick>pay</unk>", "closes no open tag"),
        ("<stick>pay", "never closed"),
        ("<stick> pay</stick>", "Leave the spaces outside"),
        ("<oath>pay</oath>", "no tag of that name"),
        ('<pos actor="A" stance="accepts">pay</pos>', "missing ['by']"),
        ('<pos actor="A" stance="refuses" by="B">pay</pos>', "stance=refuses"),
        ('<ass by="A" pol="mixed" cond="if it rains">pay</ass>', "not in the text"),
        ('<unk why="A">pay</unk>', "unknown ['why']"),
        ('<st who="">pay</st>', "who is empty"),
        ("3 < 4", "stray < or >"),
    ],
)
def test_a_fault_is_named_with_file_report_and_place(body: str, says: str) -> None:
    with pytest.raises(InventedError) as error:
        one(body)
    assert str(error.value).startswith("a.txt, zz1")
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("=== zz1 | 2025-03-04 | Ferry\n", "is not `=== id"),
        ("=== zz1 | 2025-13-04 | Ferry | progress=unclear\n", "is no day"),
        ("=== zz1 | 2025-03-04 | Ferry | progress=good\n", "progress=good"),
        ("Ferry\n", "words before the first report"),
    ],
)
def test_a_faulty_first_line_is_named(head: str, says: str) -> None:
    with pytest.raises(InventedError, match=r"a\.txt") as error:
        list(parse_invented(head + "Body.", "a.txt"))
    assert says in str(error.value)
