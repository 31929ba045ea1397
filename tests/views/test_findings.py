"""Findings as text, JSON and HTML: the same rows, each with what it rests on."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from html import unescape

import pytest

from detente.analysis import METHODS, Method, ask, conflicts, packages, turning_points
from detente.model.errors import UnknownName
from detente.model.findings import Finding, Overtaken, Row
from detente.model.snapshot import Snapshot
from detente.views.findings import show_finding
from tests.analysis.test_over_time import told
from tests.analysis.world import World


def world() -> World:
    made = World()
    made.say("Norland", "demands", "forces <b>leave</b> the strip")
    made.say("Sudmark", "rejects", "forces <b>leave</b> the strip")
    return made


def test_every_row_stands_with_its_basis_and_every_caveat_beneath() -> None:
    snapshot = world().snapshot()
    finding = conflicts(snapshot)
    text = show_finding(finding, snapshot)
    flat = " ".join(text.split())
    assert all(key[:8] in text for row in finding.rows for key in row.basis)
    assert all(caveat in flat.replace("· ", "") for caveat in finding.caveats)
    values = json.loads(show_finding(finding, snapshot, format="json"))
    assert values["rows"][0]["parties"] == "Norland, Sudmark"
    assert values["rows"][0]["basis"] == list(finding.rows[0].basis)
    html = show_finding(finding, snapshot, format="html")
    assert "<b>leave" not in html
    assert "&lt;b&gt;leave" in html


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_each_method_says_where_it_comes_from_and_what_would_change_it(method: Method) -> None:
    snapshot = world().snapshot()
    finding = ask(method, snapshot)
    assert finding.source
    assert finding.would_change
    flat = " ".join(show_finding(finding, snapshot).split())
    assert f"What would change it: {finding.would_change}" in flat
    assert f"Source: {finding.source}" in flat
    values = json.loads(show_finding(finding, snapshot, format="json"))
    assert (values["source"], values["would_change"]) == (finding.source, finding.would_change)
    html = unescape(show_finding(finding, snapshot, format="html"))
    assert f"<li>Source: {finding.source}</li>" in html


def test_conflicts_stand_with_both_sentences() -> None:
    snapshot = world().snapshot()
    finding = conflicts(snapshot)
    said = "“words” [Post, 1 Mar 2031]"
    assert show_finding(finding, snapshot).count(said) == len(finding.rows[0].basis) == 2
    assert show_finding(finding, snapshot, format="html").count(said) == 2
    values = json.loads(show_finding(finding, snapshot, format="json"))
    assert [one["id"] for one in values["sentences"]] == list(finding.rows[0].basis)
    assert {one["words"] for one in values["sentences"]} == {"words"}


def test_a_turning_point_stands_with_the_sentences_of_its_changes() -> None:
    snapshot = told(
        ("Norland", "a vote", [(0, "rejects"), (20, "accepts")]),
        ("Sudmark", "a court", [(0, "rejects"), (21, "accepts")]),
    )
    finding = turning_points(snapshot)
    (row,) = finding.rows
    shown = show_finding(finding, snapshot).splitlines()
    lines = [f"    {key[:8]} “words” [Post, 1 Mar 2031]" for key in row.basis]
    assert len(lines) == 4
    assert set(lines) <= set(shown)
    html = show_finding(finding, snapshot, format="html")
    assert html.count("“words” [Post, 1 Mar 2031]") == len(lines)


def test_a_sentence_says_that_it_is_a_translation() -> None:
    made = World()
    made.say("Norland", "demands", "forces leave the strip", translated="stated")
    made.say("Sudmark", "rejects", "forces leave the strip")
    snapshot = made.snapshot()
    finding = conflicts(snapshot)
    told = "[Post, 1 Mar 2031; a translation, as the report states]"
    assert " ".join(show_finding(finding, snapshot).split()).count(told) == 1
    assert show_finding(finding, snapshot, format="html").count(told) == 1
    values = json.loads(show_finding(finding, snapshot, format="json"))
    assert sorted(str(one["translated"]) for one in values["sentences"]) == ["None", "stated"]


def marked(finding: Finding, rows: int) -> Finding:
    """The finding so many times over, the first row resting on a stance that may be over."""
    (row,) = finding.rows
    mark = Overtaken(over=row.basis[0], entry="e" * 12, words="Norland possibly <i>offers</i>: it")
    return replace(finding, rows=(replace(row, overtaken=(mark,)), *[row] * (rows - 1)))


def test_what_may_be_over_stands_beside_its_row() -> None:
    snapshot = world().snapshot()
    finding = marked(conflicts(snapshot), 2)
    text = show_finding(finding, snapshot)
    assert text.count("may be over: Norland possibly <i>offers</i>: it eeeeeeee") == 1
    html = show_finding(finding, snapshot, format="html")
    assert html.count("may be over: Norland possibly &lt;i&gt;offers&lt;/i&gt;: it") == 1
    first, second = json.loads(show_finding(finding, snapshot, format="json"))["rows"]
    assert [one["entry"] for one in first["may_be_over"]] == ["e" * 12]
    assert second["may_be_over"] == []


def test_what_may_be_over_in_every_row_is_told_once() -> None:
    snapshot = world().snapshot()
    one = marked(conflicts(snapshot), 1)
    finding = replace(one, rows=one.rows * 3)
    text = show_finding(finding, snapshot)
    assert text.count("may be over") == 1
    assert "In every row may be over: Norland possibly" in text
    assert show_finding(finding, snapshot, format="html").count("may be over") == 1


def test_a_model_says_that_it_is_one() -> None:
    snapshot = world().snapshot()
    for name in ("text", "html"):
        assert "model, not a report" in show_finding(
            packages(snapshot), snapshot, format=name, model=True
        )


def test_an_empty_record_is_told_what_to_add() -> None:
    empty = Snapshot(as_of=dt.date(2031, 3, 1))
    assert "add some with 'detente add'" in show_finding(conflicts(empty), empty)
    with pytest.raises(UnknownName, match="html"):
        show_finding(conflicts(empty), empty, format="fax")


def test_a_day_is_called_by_its_column_without_the_unit_but_in_the_values() -> None:
    finding = Finding(
        method="commitments",
        title="Owed",
        columns=("by", "due [day]"),
        rows=(Row(cells=("Norland", "2031-03-08"), basis=()),),
    )
    assert "by: Norland; due: 2031-03-08" in show_finding(finding, None)
    assert "[day]" not in show_finding(finding, None, format="html")
    values = json.loads(show_finding(finding, None, format="json"))
    assert values["rows"][0]["due [day]"] == "2031-03-08"
