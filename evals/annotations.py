"""Further annotated reports, kept as places and values; their words stay with the texts.

`annotations/ID.json` has the form of the annotated reports with every word of the report taken
out: a span is `{"start", "end"}`, free text is `{"words": [[start, end], …]}` (pieces that read
as one, with a space between), a speaker without a name is `{"unnamed": {"words": …}}`.
`annotations/further/ID.json` adds keys of the codebook to items of the train reports.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("annotations")
FURTHER = FOLDER / "further"
TEXTS = Path("negotiations", "unannotated")
TRAIN_TEXTS = Path("negotiations", "train", "texts")


class AnnotationError(ValueError):
    """An annotation that cannot be put back on its text."""


def annotated(folder: Path = FOLDER) -> tuple[str, ...]:
    """Return the ids of the reports annotated in a folder, in order."""
    return tuple(sorted(path.stem for path in folder.glob("*.json")))


def load_annotation(root: Path, key: str, *, folder: Path = FOLDER) -> dict[str, Any]:
    """Return an annotation in the form of the annotated reports, with the words of its text.

    root: The folder that holds `negotiations`. folder: Where the annotation is kept.
    """
    return _load(folder / f"{key}.json", root / TEXTS / f"{key}.txt", key)


def load_further(root: Path, key: str, *, folder: Path = FURTHER) -> dict[str, Any]:
    """Return the further keys of a train report, with the words at each place.

    Each entry names the annotated item it adds to by the place of that item's evidence (of a
    statement: its content) and by who it is about: `voice`, `level` and `move` of positions,
    `statuses`, `roles` and `format` of contacts, `stage` of proposals, `venue` and `chain` of
    the statements whose report tells them. None stands where the report does not say, and for
    the voice of an onlooker (an analyst, another outlet), which the codebook has no name for.

    root: The folder that holds `negotiations`. folder: Where the further keys are kept.
    """
    return _load(folder / f"{key}.json", root / TRAIN_TEXTS / f"{key}.txt", key)


def text_of(path: Path, stored: Mapping[str, Any], key: str) -> str:
    """Return the text of an annotation. Errors: AnnotationError if it was made on another."""
    if not path.is_file():
        message = f"{path}: the text of annotation {key} is missing. Put the report there."
        raise AnnotationError(message)
    raw = path.read_bytes()
    found = hashlib.sha256(raw).hexdigest()
    if found != stored["sha256"]:
        message = (
            f"{path}: the text is not the one that annotation {key} was made on "
            f"(sha256 {found}, not {stored['sha256']}). Restore the text or annotate it anew."
        )
        raise AnnotationError(message)
    return raw.decode("utf-8")


def digest_of(files: Iterable[Path]) -> str:
    """Return 16 hexadecimal digits that change with the names and bytes of files."""
    found = hashlib.sha256()
    for file in files:
        found.update(file.name.encode())
        found.update(file.read_bytes())
    return found.hexdigest()[:16]


def _load(kept: Path, path: Path, key: str) -> dict[str, Any]:
    stored = json.loads(kept.read_text("utf-8"))
    filled: dict[str, Any] = _fill(stored, text_of(path, stored, key), key)
    return filled


def _fill(value: Any, text: str, key: str) -> Any:
    """Return a stored value with the words of the text at its places."""
    if isinstance(value, list):
        return [_fill(item, text, key) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"words"}:
        return " ".join(_cut(text, start, end, key) for start, end in value["words"])
    if set(value) == {"unnamed"}:
        return f"unnamed: {_fill(value['unnamed'], text, key)}"
    filled = {name: _fill(item, text, key) for name, item in value.items()}
    if {"start", "end"} <= set(value):
        filled["text"] = _cut(text, value["start"], value["end"], key)
    return filled


def _cut(text: str, start: int, end: int, key: str) -> str:
    if not 0 <= start < end <= len(text):
        message = (
            f"Annotation {key}: no words at {start}-{end} of a text of {len(text)} characters. "
            "Correct the place in the annotation."
        )
        raise AnnotationError(message)
    return text[start:end]
