"""The demo negotiation against its annotation by hand: claims, and where positions land."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from detente.model.claims import Position
from detente.model.snapshot import Entry
from detente.model.text import Report, Source, make_report
from detente.readings.readers import Reader
from detente.record import open_record
from evals import negotiations
from evals.data import RETRIEVED, Part
from evals.negotiations import Scored
from evals.placement import Pairs, Place, load_places, overlaps, pairwise


def folder() -> Path:
    """Return where the demo's reports and their annotation lie."""
    return Path(str(resources.files("detente"))) / "demo_data"


def measure(root: Path, reader: Reader, out: Path) -> Scored:
    """Return what was counted in the demo's reports. out: A folder to leave their texts in."""
    texts, gold = out / "texts", out / "gold"
    texts.mkdir(parents=True, exist_ok=True)
    gold.mkdir(exist_ok=True)
    for path in (folder() / "gold").glob("[0-9]*.json"):  # the record's own file stands beside
        (gold / path.name).write_text(path.read_text("utf-8"), "utf-8")
    keys = []
    for report in reports():
        keys.append(report.key)
        about = {"title": report.title, "date": str(report.published)}
        (texts / f"{report.key}.txt").write_text(report.text, "utf-8")
        (texts / f"{report.key}.json").write_text(json.dumps(about), "utf-8")
    part = Part("demo", gold, texts, tuple(keys))
    return negotiations.measure(root, part, reader)


def measure_placement(reader: Reader) -> dict[str, Pairs]:
    """Return how well positions land together under issues and under propositions."""
    places = load_places(folder() / "gold" / "record.json")
    keys = {report.id: report.key for report in reports()}
    with tempfile.TemporaryDirectory() as temporary:
        path = str(Path(temporary) / "demo.db")
        with open_record(path, now=lambda: dt.datetime.now(dt.UTC), create=True) as record:
            record.enter(reader.read_all(reports()))
            entries = record.entries("positions")
    return {
        "issue": _agreement(places, entries, keys, "issue"),
        "proposition": _agreement(places, entries, keys, "proposition"),
    }


def reports() -> Iterator[Report]:
    """Yield the demo's reports as their annotation saw them, in order of publication."""
    for line in (folder() / "index.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        key = Path(row["file"]).stem
        extracted = folder() / "gold" / f"{key}.txt"
        path = extracted if extracted.exists() else folder() / row["file"]
        yield make_report(
            path.read_text("utf-8"),
            key=key,
            source=Source(row["source"], row["url"]),
            title=row["title"],
            published=dt.date.fromisoformat(row["published"]),
            retrieved=RETRIEVED,
        )


def _agreement(
    places: tuple[Place, ...], entries: tuple[Entry, ...], keys: dict[str, str], level: str
) -> Pairs:
    gold = {str(n): getattr(place, level) for n, place in enumerate(places)}
    found = {str(n): _landed(place, entries, keys, level) for n, place in enumerate(places)}
    return pairwise(gold, found)


def _landed(
    place: Place, entries: tuple[Entry, ...], keys: dict[str, str], level: str
) -> str | None:
    for entry in entries:
        for sighting in entry.sightings:
            claim = sighting.body
            if not isinstance(claim, Position) or keys.get(sighting.report) != place.report:
                continue
            if claim.stance == place.stance and overlaps(place, claim.main.start, claim.main.end):
                landed: str | None = getattr(entry, level)
                return landed
    return None
