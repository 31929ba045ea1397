"""Where the annotated reports are, and which of them the rules were tuned on."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from detente.model.dates import parse_day
from detente.model.errors import DateError
from detente.model.text import Report, make_report

# Readings of the evaluation carry no clock, so that two runs print the same.
RETRIEVED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
SPLIT = Path(__file__).with_name("split.json")


@dataclass(frozen=True, slots=True)
class Part:
    """A set of annotated reports that one table is about.

    gold, texts: Folders. ids: The reports of the set.
    """

    name: str
    gold: Path
    texts: Path
    ids: tuple[str, ...]


def parts(root: Path) -> tuple[Part, ...]:
    """Return the sets to measure on: the reference, the half held out, the half tuned on."""
    base = root / "negotiations"
    split = json.loads(SPLIT.read_text("utf-8"))
    train = {p.stem for p in (base / "train" / "gold").glob("*.json")}
    reference = {p.stem for p in (base / "gold").glob("*.json")}

    def chosen(side: str, among: set[str]) -> tuple[str, ...]:
        return tuple(sorted(among & set(split[side])))

    return (
        Part("reference", base / "gold", base / "texts", chosen("report", reference)),
        Part("held out", base / "train/gold", base / "train/texts", chosen("report", train)),
        Part("tuned on", base / "train/gold", base / "train/texts", chosen("tune", train)),
    )


def load_report(folder: Path, key: str) -> Report:
    """Return one annotated report."""
    text = (folder / f"{key}.txt").read_text("utf-8")
    about = json.loads((folder / f"{key}.json").read_text("utf-8"))
    return make_report(
        text,
        key=key,
        title=about.get("title"),
        published=_day(about.get("date")),
        retrieved=RETRIEVED,
    )


def load_gold(folder: Path, key: str) -> dict[str, Any]:
    """Return the annotation of one report."""
    found: dict[str, Any] = json.loads((folder / f"{key}.json").read_text("utf-8"))
    return found


def load_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def scorer(path: Path) -> ModuleType:
    """Return a scoring script as a module."""
    spec = importlib.util.spec_from_file_location(f"scorer_{path.parent.name}", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _day(text: str | None) -> dt.date | None:
    try:
        return parse_day(text) if text else None
    except DateError:
        return None
