from __future__ import annotations

import json
from dataclasses import replace

import pytest

from detente.model.attribution import Attribution
from detente.model.claims import FAMILIES, Link, Reading
from detente.model.text import cite
from detente.views.escape import json_text
from detente.views.readings import WRITERS, reading_json, reading_pieces, reading_text
from tests.views.expected import matches
from tests.views.sample import (
    READING,
    REPORTS,
    met,
    no_breakthrough,
    observers_if,
    said,
    words,
)
from tests.views.worlds import EXAMPLES

FIXED = {
    "actors": {"name", "kind", "role", "acts_for", "mentions"},
    "statements": {"speaker", "kind", "cue", "content", "quoted", "source"},
    "contacts": {"kind", "participants", "place", "date", "date_text", "duration_text", "status"},
    "proposals": {"name", "points", "proponent", "revised_from", "status"},
    "positions": {"actor", "issue", "stance", "firmness", "condition", "reported_by", "hedged"},
    "sticking_points": {"issue"},
    "assessments": {"by", "about", "polarity", "condition"},
    "next_steps": {"what", "who", "date_text", "date"},
    "unknowns": {"what"},
    "quantities": {"text", "value", "unit"},
    "attributions": {"source", "cue", "content", "attitude"},
}
ALL = replace(READING, claims=EXAMPLES)


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_the_reading_is_the_expected_one(form):
    ending = {"text": "txt"}.get(form, form)
    assert matches(f"reading.{ending}", WRITERS[form](READING))


def test_every_key_of_the_codebook_is_there():
    made = reading_json(ALL)
    assert made["id"] == "wire"
    for layer, keys in FIXED.items():
        assert made[layer]
        for item in made[layer]:
            assert keys <= set(item)
            if layer not in {"actors", "statements", "attributions"}:
                assert set(item["evidence"]) == {"start", "end", "text"}
    assert set(made["progress"]) >= {"label", "evidence"}


def test_every_span_is_what_stands_at_it():
    text = REPORTS["wire"].text
    found = []

    def walk(value):
        if isinstance(value, dict):
            if set(value) == {"start", "end", "text"}:
                found.append(value)
            for item in value.values():
                walk(item)
        if isinstance(value, list):
            for item in value:
                walk(item)

    walk(reading_json(READING))
    assert len(found) > 10
    assert all(text[span["start"] : span["end"]] == span["text"] for span in found)


def test_the_further_keys_are_there():
    made = reading_json(READING)
    contact = made["contacts"][0]
    assert contact["roles"] == {"Norland": "party", "Sudmark": "party", "Vesse": "mediator"}
    assert contact["statuses"] == [{"status": "held", "by": "narrator"}]
    assert contact["when"]["from"] == contact["when"]["to"] == "2031-02-28"
    assert contact["when"]["span"]["text"] == "on Friday"
    assert [span["text"] for span in contact["evidence_more"]] == ["with Vesse mediating"]
    statement = made["statements"][0]
    assert statement["chain"][0]["name"] == "Ada Lund"
    assert statement["id"] == said.id
    assert made["notes"][0]["evidence"]["text"] == "Neither"


def test_progress_is_one_object_or_null_and_no_label_is_lost():
    assert reading_json(replace(READING, claims=(met,)))["progress"] is None
    other = replace(no_breakthrough, label="setback")
    made = reading_json(replace(READING, claims=(no_breakthrough, other)))
    assert made["progress"]["label"] == "no_breakthrough"
    assert [more["label"] for more in made["progress_more"]] == ["setback"]


def test_an_attribution_without_source_or_cue():
    item = Attribution(content=words("wire", "Neither side"), attitude="belief")
    made = reading_json(replace(READING, attributions=(item,)))["attributions"][0]
    assert made["source"] is None
    assert made["cue"] is None
    assert made["attitude"] == "belief"


def test_one_line_of_json_lines_is_the_reading():
    made = WRITERS["jsonl"](ALL)
    assert made.count("\n") == 1
    assert json.loads(made) == reading_json(ALL)


def test_the_list_has_every_family_and_the_condition():
    made = reading_text(ALL)
    for family in FAMILIES:
        assert f"\n{family.family.replace('_', ' ').capitalize()} (" in made
    assert observers_if.condition in " ".join(made.split())
    assert all(len(line) <= 100 for line in made.split("\n"))


def test_control_characters_in_a_report_are_shown():
    report = replace(REPORTS["wire"], text="a \x1b[31mred\x1b[0m \u202eword", title="t\x07")
    claim = replace(no_breakthrough, evidence=(cite(report, 0, len(report.text)),))
    made = reading_text(replace(READING, report=report, claims=(claim,)))
    assert "\x1b" not in made
    assert "\u202e" not in made
    assert "␛[31m" in made


def test_a_chain_of_attribution_is_listed():
    chain = (*said.chain, Link("Harbour Wire", words("wire", "PORT LEY")))
    made = reading_text(replace(READING, claims=(replace(said, chain=chain),)))
    assert "passed on: Ada Lund → Harbour Wire" in made


@pytest.mark.parametrize("reading", [READING, ALL])
def test_json_in_pieces_is_that_of_the_whole(reading: Reading) -> None:
    pieces = list(reading_pieces(reading))
    assert "".join(pieces) == json_text(reading_json(reading))
    assert len(pieces) > len(reading.claims)  # no list of claims is one of them
    mentions = sum(len(actor.mentions) for actor in reading.actors)
    assert len(pieces) > len(reading.claims) + 2 * mentions  # nor is one of mentions
    line = "".join(reading_pieces(reading, indented=False))
    assert line == json.dumps(reading_json(reading)) + "\n"
