"""Folders of annotated reports: what they give, and what is said of those that cannot be used."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from detente.model.errors import InputError
from detente.reports.annotated import annotated

NOW = dt.datetime(2031, 3, 9, tzinfo=dt.UTC)
TEXT = "Norland rejects the fee.\n\nNobody answered."
POSITION = {
    "actor": "Norland",
    "stance": "rejects",
    "evidence": {"start": 0, "end": 23, "text": "Norland rejects the fee"},
}
GOLD = {"actors": [{"name": "Norland"}], "positions": [POSITION]}


def folder(
    place: Path, gold: Any = GOLD, *, text: str = TEXT, about: Any = None, key: str = "zz01"
) -> Path:
    for name in ("texts", "gold"):
        (place / name).mkdir(exist_ok=True)
    (place / "texts" / f"{key}.txt").write_text(text, "utf-8", newline="")
    if about is not None:
        (place / "texts" / f"{key}.json").write_text(json.dumps(about), "utf-8")
    written = gold if isinstance(gold, str) else json.dumps(gold)
    (place / "gold" / f"{key}.json").write_text(written, "utf-8")
    return place


def test_a_folder_gives_reports_with_what_they_say(tmp_path: Path) -> None:
    folder(tmp_path, about={"date": "2031-03-04", "title": "Fee refused"})
    [one] = annotated(tmp_path, NOW)
    assert one.report.text == TEXT
    assert one.report.key == "zz01"
    assert one.report.published == dt.date(2031, 3, 4)
    assert one.report.title == "Fee refused"
    assert one.gold["positions"] == [POSITION]
    assert one.gold["contacts"] == []
    assert one.gold["progress"] is None


def test_reports_come_by_id_and_need_no_day(tmp_path: Path) -> None:
    for key in ("zz02", "zz01"):
        folder(tmp_path, key=key)
    assert [one.report.key for one in annotated(tmp_path, NOW)] == ["zz01", "zz02"]
    assert next(annotated(tmp_path, NOW)).report.published is None


def _with(**changes: Any) -> dict[str, Any]:
    return {"actors": [], "positions": [{**POSITION, **changes}]}


@pytest.mark.parametrize(
    ("gold", "says"),
    [
        ("{", "gold/zz01.json: is no JSON"),
        ([], "holds no JSON object"),
        ({"positions": {}}, "positions: is no list"),
        ({"positions": ["x"]}, "positions 1: is no object"),
        ({"positions": [{"actor": "Norland"}]}, "positions 1: lacks stance, evidence"),
        (_with(stance="likes"), "unknown stance 'likes'; choose one of demands"),
        (_with(evidence={"start": 0, "end": 999}), "no words at 0:999 of a text of 42"),
        (_with(evidence={"start": 3, "end": 3}), "no words at 3:3"),
        (_with(evidence=None), "no words at None:None"),
        (
            _with(evidence={"start": 0, "end": 7, "text": "Sudmark"}),
            "are 'Norland', not 'Sudmark'",
        ),
        ({"progress": {"label": "fine"}}, "progress: unknown label 'fine'"),
        ({"ignore": [{"start": 9}]}, "ignore 1: no words at 9:None"),
    ],
)
def test_an_annotation_that_cannot_be_used_is_said_to_be_so(
    tmp_path: Path, gold: Any, says: str
) -> None:
    with pytest.raises(InputError) as caught:
        list(annotated(folder(tmp_path, gold), NOW))
    assert says in str(caught.value).replace("\\", "/")


@pytest.mark.parametrize(
    ("text", "about", "says"),
    [
        ("Norland\r\nrejects the fee here.", None, "is not Unicode NFC with plain line ends"),
        ("", None, "is empty"),
        (TEXT, {"date": "yesterday"}, "texts/zz01.json"),
        (TEXT, [], "holds no JSON object"),
    ],
)
def test_a_text_that_cannot_be_used_is_said_to_be_so(
    tmp_path: Path, text: str, about: Any, says: str
) -> None:
    with pytest.raises(InputError) as caught:
        list(annotated(folder(tmp_path, text=text, about=about), NOW))
    assert says in str(caught.value).replace("\\", "/")


def test_a_missing_text_and_an_empty_folder_are_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no annotations"):
        list(annotated(tmp_path, NOW))
    with pytest.raises(InputError, match="no such folder"):
        list(annotated(tmp_path / "nowhere", NOW))
    (folder(tmp_path) / "texts" / "zz01.txt").unlink()
    with pytest.raises(InputError, match="there is no such file"):
        list(annotated(tmp_path, NOW))
