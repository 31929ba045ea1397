"""Precedents from a folder as it is: broken files, other kinds, the text itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.cli import run
from detente.model.errors import InputError
from detente.precedents import precedents
from detente.views.papers.precedents import show_precedents

ACCORD = (
    "1. All forces leave the strip within 120 days.\n2. A joint commission meets each month.\n"
)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "agreements"
    (folder / "old").mkdir(parents=True)
    (folder / "old" / "accord.txt").write_text(ACCORD, encoding="utf-8")
    return folder


def test_broken_files_are_notes_and_the_others_count(library: Path) -> None:
    (library / "broken.pdf").write_bytes(b"%PDF-1.4 no more")
    (library / "broken.docx").write_bytes(b"PK nothing")
    (library / "empty.md").write_text("", encoding="utf-8")
    (library / "table.xls").write_bytes(b"\0\1")
    (library / ".hidden.txt").write_text("1. Forces leave.", encoding="utf-8")
    (library / "again.txt").write_text(ACCORD, encoding="utf-8")
    found = precedents("Forces leave the strip.", library)
    assert found.texts == 1
    assert found.points[0].provisions[0].text == "again.txt"
    named = [note.partition(":")[0] for note in found.notes]
    assert named == ["broken.docx", "broken.pdf", "empty.md", "old/accord.txt", "table.xls"]
    for form in ("text", "md", "html"):
        assert "broken.pdf" in show_precedents(found, format=form).replace("\\", "")


def test_a_link_that_leads_nowhere_or_to_a_folder_is_a_note(library: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "truce.txt").write_text("1. Guns fall silent.\n", encoding="utf-8")
    (library / "gone.docx").symlink_to(tmp_path / "moved" / "accord.docx")
    (library / "round.txt").symlink_to(library / "round.txt")
    (library / "more").symlink_to(elsewhere, target_is_directory=True)
    (library / "truce.txt").symlink_to(elsewhere / "truce.txt")
    (library / ".hidden").symlink_to(tmp_path / "moved")
    found = precedents("Guns fall silent.", library)
    assert found.texts == 2  # a link to a text is a text
    notes = dict(note.split(": ", 1) for note in found.notes)
    assert list(notes) == ["gone.docx", "more", "round.txt"]
    assert "not there" in notes["gone.docx"]
    assert "not there" in notes["round.txt"]
    assert "a link to a folder" in notes["more"]
    assert "gone.docx: a link to what is not there" in show_precedents(found)


def test_the_text_itself_is_no_precedent(library: Path) -> None:
    found = precedents(str(library / "old" / "accord.txt"), library)
    assert found.texts == 0
    assert found.notes == ("old/accord.txt: it is the text itself; left aside",)
    assert [point.label for point in found.points] == ["1", "2"]
    assert "no comparable provision found" in show_precedents(found)


def test_what_cannot_be_is_said(library: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        precedents("Forces leave.", tmp_path / "nowhere")
    with pytest.raises(InputError, match="no such file"):
        precedents("draft.docx", library)
    with pytest.raises(InputError, match="neither a file nor a clause"):
        precedents(" ", library)
    assert precedents("Forces leave. " * 2_000, library).points


def test_words_of_the_library_cannot_steer_a_page(library: Path) -> None:
    (library / "nasty.txt").write_text(
        "1. All forces <script>leave</script> the \x1b[31mstrip.", encoding="utf-8"
    )
    found = precedents("All forces leave the strip.", library)
    assert "<script>" not in show_precedents(found, format="html")
    assert "\x1b" not in show_precedents(found)


def test_the_command_prints_them(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["precedent", "Forces leave the strip.", "--library", str(library), "--no-meaning"]
    assert run([*given, "--format", "json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["points"][0]["provisions"][0]["text"] == "old/accord.txt"
    assert values["by_meaning"] is False


def test_a_draft_of_the_record_is_asked_about_by_its_name(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text.txt").write_text("1. Guards leave the strip at once.\n", encoding="utf-8")
    record = ["--record", str(tmp_path / "record.db")]
    add = ["draft", "add", str(tmp_path / "text.txt"), "--proposal", "Strip text", *record]
    assert run([*add, "--version", "2"]) == 0
    given = ["precedent", "Strip text@2", "--library", str(library), "--no-meaning"]
    capsys.readouterr()
    assert run([*given, *record]) == 0
    assert "Guards leave the strip at once." in capsys.readouterr().out
    assert run(given) == 1
    assert "--record" in capsys.readouterr().err
    assert run([*given[:1], "Strip text@9", *given[2:], *record]) == 2
    assert "Strip text@2" in capsys.readouterr().err


def test_a_clause_with_an_address_is_a_clause(library: Path) -> None:
    assert precedents("Letters go to fees@port.example.", library).points
