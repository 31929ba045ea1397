"""The desk's judgements as annotated reports: what goes out, and within which bounds."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.flow.transcripts import Session, read, session


def exported(desk: Session, *options: str) -> dict[str, Any]:
    """The annotations of an export, by id of their report."""
    place = f"judged{desk.commands}"
    printed = desk.detente(["export", "gold", "-o", place, *options])
    assert printed.code == 0, printed.err
    paths = sorted((desk.folder / place / "gold").iterdir())
    return {path.stem: json.loads(path.read_text("utf-8")) for path in paths}


def words(gold: dict[str, Any], kind: str) -> dict[str, bool]:
    """The items of a kind by their words, and whether each must be found."""
    return {item["evidence"]["text"]: "optional" not in item for item in gold[kind]}


def test_what_is_held_must_be_found_and_what_is_rejected_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with session(tmp_path) as desk:
        desk.play(read("add"))
        desk.play("$ fee=$(id positions Norland demands a fee.)\n$ detente judge @fee accept")
        desk.play("$ no=$(id positions Sudmark rejects the fee.)\n$ detente judge @no reject")
        gold = exported(desk)
        assert all("Sudmark rejects the fee." not in words(g, "positions") for g in gold.values())
        first = next(g for g in gold.values() if "Norland demands a fee." in words(g, "positions"))
        assert words(first, "positions")["Norland demands a fee."]
        assert words(first, "quantities") == {"12 points": False, "40 crowns": False}

        reviewed = exported(desk, "--reviewed-only")[first["id"]]
        assert words(reviewed, "positions") == {"Norland demands a fee.": True}
        assert reviewed["quantities"] == []

        desk.detente(["undo"])  # nothing is rejected any more
        again = exported(desk)[first["id"]]
        assert again["positions"] != first["positions"]


def test_what_lies_beyond_the_mark_or_the_day_stays_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with session(tmp_path) as desk:
        desk.play(read("add"))
        desk.play("$ fee=$(id positions Norland demands a fee.)\n$ detente judge @fee accept")
        everything = exported(desk, "--up-to", "restricted")
        public = exported(desk)
        early = exported(desk, "--as-of", "2031-03-05")
        listed = json.loads(desk.detente(["list", "reports", "--format", "json"]).out)["rows"]
        days = {row["id"]: row["published"] for row in listed}
        assert set(public) <= set(everything)
        assert set(public) <= set(days)
        assert {days[id_] for id_ in early} == {"2031-03-05"}
        assert len(early) < len(public)
