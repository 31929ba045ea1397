"""From the command line: another language is kept unread, and translated beside the original."""

import json
from pathlib import Path

import pytest

from detente.cli import run

FRENCH = (
    "Les pourparlers sur la redevance du port ont repris mardi à Brage, a dit le ministre.\n\n"
    "Le ministre a déclaré que Norland ne paierait pas cette taxe, selon son porte-parole.\n"
)


@pytest.fixture
def report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DETENTE_RECORD", raising=False)
    Path("port.txt").write_text(FRENCH, "utf-8")
    assert run(["add", "port.txt", "--published", "2031-03-04", "--jobs", "1"]) == 0
    capsys.readouterr()
    assert run(["list", "reports", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    assert (row["n_claims"], row["n_notes"]) == (0, 1)
    return str(row["id"])


def shown(report: str, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    capsys.readouterr()
    assert run(["show", report, "--up-to", "internal", *more]) == 0
    return capsys.readouterr().out


def test_the_list_says_that_nothing_was_read_and_why(
    report: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["list", "reports"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "unread: the text does not look like English" in told
    assert "0 claims" not in told
    assert run(["list", "reports", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    assert row["unread"].startswith("the text does not look like English; ")
    assert run(["list", "reports", "--format", "csv"]) == 0
    head, line = capsys.readouterr().out.splitlines()
    assert head.endswith(",purged,unread")
    assert "does not look like English" in line


def test_a_translation_is_shown_beside_the_original(
    report: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("port.en.txt").write_text("Norland would not pay this tax.", "utf-8")
    words = "Norland ne paierait pas cette taxe"
    assert run(["translate", report, "port.en.txt", "--words", words, "--by", "ana"]) == 0
    text = shown(report, capsys)
    assert "Le ministre a déclaré que Norland ne paierait pas cette taxe" in " ".join(
        text.replace("|", " ").split()
    )
    assert "> Norland would not pay this tax." in text
    (one,) = json.loads(shown(report, capsys, "--format", "json"))["translations"]
    assert (one["words"], one["text"]) == (words, "Norland would not pay this tax.")
    assert "Norland would not pay this tax." in shown(report, capsys, "--format", "html")
    assert run(["undo", "--by", "ana"]) == 0
    assert "would not pay" not in shown(report, capsys)


def test_what_is_wrong_with_a_translation_is_said(
    report: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("empty.txt").write_text(" ")
    for path, *more in (["no.txt"], ["empty.txt"], ["port.txt", "--words", "not there"]):
        assert run(["translate", report, path, *more]) == 1
    said = capsys.readouterr().err
    assert "no.txt: there is no such file; check the path" in said
    assert "a translation needs words" in said
    assert "not there" in said


def test_a_report_in_another_language_is_shown_as_unread_with_what_helps(
    report: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = " ".join(shown(report, capsys).split())
    assert "unread: the text does not look like English; mark by hand" in told
    assert f"detente translate {report} FILE" in told
    assert "0 claims" not in told
    assert "unread" in shown(report, capsys, "--format", "html")
    (note,) = json.loads(shown(report, capsys, "--format", "json"))["notes"]
    assert note["kind"] == "not_english"


def test_what_was_not_understood_of_a_report_stands_with_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DETENTE_RECORD", raising=False)
    text = "The envoys met in Brage on Monday. “Not with gunboats next to our nets.” It rained."
    Path("nets.txt").write_text(text, "utf-8")
    assert run(["add", "nets.txt", "--published", "2031-03-04", "--jobs", "1"]) == 0
    assert run(["list", "reports", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    told = shown(row["id"], capsys).partition("Not understood")[2]
    assert "no speaker was found for this quotation: “Not with gunboats" in " ".join(told.split())
