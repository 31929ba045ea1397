"""Findings as text, JSON and HTML: the same rows, each with what it rests on."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from detente.analysis import conflicts, packages
from detente.model.errors import UnknownName
from detente.model.snapshot import Snapshot
from detente.views.findings import show_finding
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
