"""What the desk says became of things leaves, from every door, from its mark on."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest

from detente.cli import run
from detente.following.alerting import find_alerts
from detente.following.delivering import Ways, deliver
from detente.record import open_record
from detente.views.delta import FORMATS, show_delta
from detente.views.feed import changes_atom
from tests.flow.test_doors import Hook, words_of
from tests.web.conftest import client_of

NOW = dt.datetime(2031, 3, 20, 9, tzinfo=dt.UTC)
FORECAST = """Norland and Sudland talk

If Norland withdraws its forces, a deal will be reached by May, the analyst Ana Veld said.
It is not known whether the council of Corvane agrees.
"""
BECAME = ("condition is met", "answered, says the desk")


def test_what_the_desk_says_became_of_things_leaves_from_its_mark_on(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """No report says it: from every door, below the mark of the judgement, nothing of it."""
    path = tmp_path / "became.db"
    record = ["--record", str(path)]
    text = tmp_path / "forecast.txt"
    text.write_text(FORECAST, "utf-8")
    assert run(["-q", "add", str(text), "--published", "2031-03-06", *record]) == 0
    for up_to in ("public", "internal"):
        to = f"--to={tmp_path / up_to}.jsonl"
        rule = ["alert", "add", "anything changes", to, "--up-to", up_to, "--possible"]
        assert run(["-q", *rule, *record]) == 0
    with open_record(str(path), now=lambda: NOW) as opened:
        find_alerts(opened, NOW)
        seen = opened.reports()[0].entered
        [forecast] = opened.entries("assessments")
        [unknown] = opened.entries("unknowns")
        for entry, field in ((forecast, "condition_met"), (unknown, "resolved")):
            opened.judge(entry.id, "accepted", by="ana")
            opened.judge(entry.id, "corrected", fields=((field, "true"),), by="ana")
        find_alerts(opened, NOW)
        deliver(opened, Ways(out=io.StringIO(), poster=Hook(), now=lambda: NOW, environment={}))
        told = {}
        for up_to in ("public", "internal"):
            delta = opened.changes(seen, up_to=up_to)
            forms = [show_delta(delta, format=form, up_to=up_to) for form in FORMATS]
            forms.append(changes_atom(delta, up_to=up_to, address="http://x/", home="").decode())
            told[up_to, "changes"] = "".join(forms).lower()
            sent = tmp_path / f"{up_to}.jsonl"
            told[up_to, "alerts"] = words_of(sent.read_bytes()) if sent.exists() else ""
    with client_of(path) as client:
        for up_to in ("public", "internal"):
            pages = ("/", "/index.json", "/blocks", "/analyses/ledger.csv", "/changes.atom")
            asked = {"up_to": up_to, "since": "2031-03-01"}
            told[up_to, "pages"] = "".join(client.get(p, params=asked).text for p in pages).lower()
    for up_to in ("public", "internal"):
        for command in (["brief"], ["list", "assessments"], ["show", forecast.id]):
            run([*command, *record, "--up-to", up_to])
        told[up_to, "commands"] = words_of(capsysbinary.readouterr().out)
    found = {door: [word for word in BECAME if word in words] for door, words in told.items()}
    assert {door for door, words in found.items() if words} == {
        ("internal", door) for door in ("changes", "alerts", "pages", "commands")
    }
    assert found["internal", "changes"] == list(BECAME)
    with open_record(str(path), now=lambda: NOW) as opened:
        assert len(opened.snapshot().unknowns) == 1  # still a question to whoever may not see it
        assert opened.snapshot(up_to="internal").unknowns == ()
