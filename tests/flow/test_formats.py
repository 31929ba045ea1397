"""Documents, exchange formats and citations from the command line, within their marks."""

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.flow.transcripts import Session, read, session

HELD_BACK = ("--up-to", "restricted")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A desk whose record holds reports of every mark, and a judgement with its reason."""
    monkeypatch.chdir(tmp_path)
    with session(tmp_path) as made:
        made.play(read("add"))
        made.play("$ fee=$(id positions Norland demands a fee.)")
        made.play("$ detente judge @fee accept --why we-heard-it-from-Mole")
        yield made


def ids(desk: Session, kind: str, *options: str) -> set[str]:
    listed = desk.detente(["list", kind, "--format", "json", *options])
    return {row["id"] for row in json.loads(listed.out)["rows"]}


def held_back(desk: Session) -> set[str]:
    """Ids of reports that are not public."""
    return ids(desk, "reports", *HELD_BACK) - ids(desk, "reports")


@pytest.mark.parametrize("command", [["brief"], ["matrix"], ["chronology"], ["fragile"]])
def test_papers_are_written_as_documents(desk: Session, command: list[str]) -> None:
    printed = desk.detente([*command, "--format", "docx", "-o", "out.docx"])
    assert (printed.code, printed.out) == (0, "")
    words = [p.text for p in docx.Document(str(desk.folder / "out.docx")).paragraphs]
    assert any("left out" in text for text in words)
    with zipfile.ZipFile(desk.folder / "out.docx") as archive:
        data = b"".join(map(archive.read, archive.namelist())).decode("utf-8", "replace")
    assert held_back(desk)
    assert not [id_ for id_ in held_back(desk) if id_ in data]
    assert "Mole" not in data
    assert "mara" not in data


def test_a_document_needs_a_file_and_a_template_needs_a_document(desk: Session) -> None:
    assert "add --out FILE.docx" in desk.detente(["brief", "--format", "docx"]).err
    (desk.folder / "house.docx").write_text("no document")
    alone = desk.detente(["brief", "--template", "house.docx"])
    assert alone.code == 2
    assert "goes with --format docx alone" in alone.err
    args = ["brief", "--format", "docx", "-o", "out.docx", "--template", "house.docx"]
    broken = desk.detente(args)
    assert broken.code == 1
    assert "the template is no DOCX" in broken.err
    assert not (desk.folder / "out.docx").exists()


@pytest.mark.parametrize(
    ("options", "begins"),
    [
        (["-o", "owed.docx"], b"PK"),
        (["-o", "owed.XLSX"], b"PK"),
        (["-o", "owed.html"], b"<!doctype html>"),
        (["-o", "owed.json"], b"{"),
        (["-o", "owed.md"], b"# "),
        (["-o", "owed.txt"], b"What is owed"),
        (["-o", "owed"], b"What is owed"),
        (["-o", "owed.html", "--format", "md"], b"# "),
        (["--format", "docx", "-o", "owed.bin"], b"PK"),
    ],
)
def test_the_ending_of_a_file_says_its_form(
    desk: Session, options: list[str], begins: bytes
) -> None:
    assert desk.detente(["commitments", *options]).code == 0
    name = next(word for word in options if word.startswith("owed"))
    assert (desk.folder / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["commitments", "--format", "md", "-o", "owed.docx"], "--format md is no docx"),
        (["brief", "-o", "brief.xlsx"], "this has no form xlsx"),
        (["brief", "-o", "brief.pdf"], "no pdf is written; print an .html"),
    ],
)
def test_no_text_goes_into_what_calls_itself_a_document(
    desk: Session, command: list[str], said: str
) -> None:
    refused = desk.detente(command)
    assert refused.code == 2
    assert said in refused.err
    assert not (desk.folder / command[-1]).exists()


def test_other_forms_go_to_a_file_too(desk: Session) -> None:
    printed = desk.detente(["matrix", "--format", "json", "-o", "matrix.json"])
    assert printed.code == 0
    again = desk.detente(["matrix", "--format", "json"]).out
    assert (desk.folder / "matrix.json").read_text("utf-8") == again


@pytest.mark.parametrize("name", ["xlsx", "sqlite", "dna", "mend", "ftm", "csv", "json"])
def test_no_export_holds_more_than_its_mark_or_the_desks_reasons(desk: Session, name: str) -> None:
    printed = desk.detente(["export", name, "-o", "out.zip"])
    assert printed.code == 0
    assert "of a higher mark left out; see --up-to" in printed.err
    with zipfile.ZipFile(desk.folder / "out.zip") as archive:
        files = {n: archive.read(n) for n in archive.namelist()}
    if name == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(files["record.xlsx"]))
        cells = [c for sheet in book for row in sheet.iter_rows(values_only=True) for c in row]
        files = {"cells": "\n".join(map(str, cells)).encode()}
    data = b"\n".join(files.values()).decode("utf-8", "replace")
    assert not [id_ for id_ in held_back(desk) if id_ in data]
    assert "Mole" not in data
    assert "mara" not in data
    assert any(id_ in data for id_ in ids(desk, "reports") | ids(desk, "contacts"))


def test_reasons_go_out_when_they_are_asked_for(desk: Session) -> None:
    for name, options in {"without": (), "with": ("--reasons",)}.items():
        desk.detente(["export", "csv", "-o", name, "--up-to", "internal", *options])
    told = {
        n: (desk.folder / n / "judgements.csv").read_text("utf-8") for n in ("with", "without")
    }
    assert "accepted" in told["without"]
    assert ["Mole" in told["with"], "Mole" in told["without"]] == [True, False]
    assert "mara" not in told["with"]


def test_what_is_exported_is_what_is_listed(desk: Session) -> None:
    desk.detente(["export", "mend", "-o", "events.csv"])
    events = csv.DictReader((desk.folder / "events.csv").read_text("utf-8").splitlines())
    assert {row["event_id"] for row in events} == ids(desk, "contacts")
    desk.detente(["export", "sqlite", "-o", "base"])
    database = sqlite3.connect(desk.folder / "base" / "record.db")
    found = {id_ for (id_,) in database.execute("SELECT id FROM positions")}
    database.close()
    assert found == ids(desk, "positions")


def test_a_dry_run_says_what_marks_hold_back_and_writes_nothing(desk: Session) -> None:
    before = sorted(desk.folder.iterdir())
    printed = desk.detente(["export", "ftm", "--explain-marks"])
    assert printed.code == 0
    assert f"Left out: {len(held_back(desk))} report" in printed.out
    assert all(id_ in printed.out for id_ in held_back(desk))
    everything = desk.detente(["export", "ftm", "--explain-marks", *HELD_BACK])
    assert "Left out: 0 reports; 0 entries" in everything.out
    assert sorted(desk.folder.iterdir()) == before


def test_words_are_cited_in_three_forms_and_within_their_mark(desk: Session) -> None:
    fee = desk.ids["fee"]
    assert "Norland demands a fee" in desk.detente(["cite", fee]).out
    assert desk.detente(["cite", fee, "--format", "bibtex"]).out.startswith("@misc{")
    [item] = json.loads(desk.detente(["cite", fee, "--format", "csl"]).out)
    assert item["type"] == "article-newspaper"
    elsewhere = desk.detente(["cite", fee, "--report", "ffffffff"])
    assert elsewhere.code == 1
    assert "does not stand in report" in elsewhere.err
    hidden = ids(desk, "statements", *HELD_BACK) - ids(desk, "statements")
    assert hidden
    assert all(desk.detente(["cite", id_]).code == 1 for id_ in hidden)
