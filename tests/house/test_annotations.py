"""Annotations kept without words come back with them, and never on another text."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from evals.annotations import AnnotationError, annotated, load_annotation, load_further

TEXT = "Ferry talks resume\n\nA port official said “Norland must open the locks” on Tuesday."
CONTENT = TEXT.index("“Norland")


def place(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


STORED: dict[str, Any] = {
    "id": "zz01",
    "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
    "actors": [{"name": "Norland", "mentions": [{"words": [place("Norland")]}], "role": None}],
    "statements": [
        {
            "speaker": {"unnamed": {"words": [place("A port official")]}},
            "cue": {"words": [place("said")]},
            "content": {"start": CONTENT, "end": CONTENT + len("“Norland must open the locks”")},
        }
    ],
    "positions": [{"issue": {"words": [place("open"), place("the locks")]}}],
}


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    kept = tmp_path / "kept"
    texts = tmp_path / "negotiations" / "unannotated"
    kept.mkdir()
    texts.mkdir(parents=True)
    (texts / "zz01.txt").write_bytes(TEXT.encode())
    (kept / "zz01.json").write_text(json.dumps(STORED), "utf-8")
    return tmp_path, kept


def test_words_come_back_from_the_text(folders: tuple[Path, Path]) -> None:
    root, kept = folders
    found = load_annotation(root, "zz01", folder=kept)
    assert annotated(kept) == ("zz01",)
    assert found["actors"] == [{"name": "Norland", "mentions": ["Norland"], "role": None}]
    assert found["statements"][0]["speaker"] == "unnamed: A port official"
    assert found["statements"][0]["cue"] == "said"
    assert found["statements"][0]["content"]["text"] == "“Norland must open the locks”"
    assert found["positions"][0]["issue"] == "open the locks"


def test_another_text_is_refused(folders: tuple[Path, Path]) -> None:
    root, kept = folders
    path = root / "negotiations" / "unannotated" / "zz01.txt"
    path.write_bytes(TEXT.replace("Tuesday", "Sunday.").encode())
    with pytest.raises(AnnotationError, match=r"zz01.*sha256.*Restore the text"):
        load_annotation(root, "zz01", folder=kept)


def test_a_missing_text_is_named(folders: tuple[Path, Path]) -> None:
    root, kept = folders
    (root / "negotiations" / "unannotated" / "zz01.txt").unlink()
    with pytest.raises(AnnotationError, match=r"zz01\.txt: the text .* is missing"):
        load_annotation(root, "zz01", folder=kept)


def test_a_place_outside_the_text_is_named(folders: tuple[Path, Path]) -> None:
    root, kept = folders
    stored = {**STORED, "positions": [{"issue": {"words": [[5, 9000]]}}]}
    (kept / "zz01.json").write_text(json.dumps(stored), "utf-8")
    with pytest.raises(AnnotationError, match="no words at 5-9000"):
        load_annotation(root, "zz01", folder=kept)


def test_further_keys_come_back_with_their_words(tmp_path: Path) -> None:
    texts = tmp_path / "negotiations" / "train" / "texts"
    texts.mkdir(parents=True)
    (texts / "zz01.txt").write_bytes(TEXT.encode())
    start, end = place("Norland must open the locks")
    position = {"start": start, "end": end, "actor": "Norland", "voice": "unnamed"}
    stored = {"id": "zz01", "sha256": STORED["sha256"], "positions": [position]}
    (tmp_path / "zz01.json").write_text(json.dumps(stored), "utf-8")
    found = load_further(tmp_path, "zz01", folder=tmp_path)
    assert found["positions"] == [{**position, "text": "Norland must open the locks"}]


def test_kept_annotations_hold_no_words_of_their_reports() -> None:
    kept = Path(__file__).parents[2] / "evals" / "annotations"
    for path in (*kept.glob("*.json"), *kept.glob("further/*.json")):
        values = VALUES | FURTHER_VALUES if path.parent.name == "further" else VALUES
        assert _free_text(json.loads(path.read_text("utf-8")), values) == [], path.name


VALUES = {"id", "sha256", "date", "name", "kind", "acts_for", "participants", "proponent", "by"}
VALUES |= {"status", "actor", "stance", "reported_by", "polarity", "who", "value", "unit"}
VALUES |= {"label", "speaker"}
FURTHER_VALUES = {"voice", "level", "move", "format", "role", "stage", "venue"}


def _free_text(value: Any, values: set[str], field: str = "id") -> list[str]:
    """Return the strings under fields that a report's own words would fill."""
    if isinstance(value, dict):
        return [text for name, item in value.items() for text in _free_text(item, values, name)]
    if isinstance(value, list):
        return [text for item in value for text in _free_text(item, values, field)]
    return [value] if isinstance(value, str) and field not in values else []
