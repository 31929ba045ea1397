"""The demo as it was annotated by hand: what is owed and told, whatever a reader makes of it."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import detente
from detente.model.actors import Actor
from detente.model.claims import Claim, Commitment, Compliance, Reading
from detente.model.dates import parse_days
from detente.model.text import Report, Source, cite, make_report

DATA = Path(detente.__file__).parent / "demo_data"
RETRIEVED = dt.datetime(2026, 6, 1, 9, 0, tzinfo=dt.UTC)


def expected() -> list[dict[str, Any]]:
    """What is owed by the annotated record, each with its accounts and how it stands."""
    record = json.loads((DATA / "gold" / "record.json").read_text("utf-8"))
    found: list[dict[str, Any]] = record["commitments"]
    return found


def readings(*, optional: bool = False) -> Iterator[Reading]:
    """Yield a reading of each demo report with its annotated actors, commitments, accounts."""
    for line in (DATA / "index.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        name = Path(row["file"]).stem
        gold = json.loads((DATA / "gold" / f"{name}.json").read_text("utf-8"))
        extracted = DATA / "gold" / f"{name}.txt"
        text = (extracted if extracted.exists() else DATA / row["file"]).read_text("utf-8")
        report = make_report(
            unicodedata.normalize("NFC", text),
            key=name,
            source=Source(row["source"], row["url"]),
            title=row["title"],
            published=dt.date.fromisoformat(row["published"]),
            retrieved=RETRIEVED,
        )
        claims = [
            claim
            for family in ("commitments", "compliance")
            for one in gold[family]
            if optional or not one.get("optional")
            for claim in _claims(report, family, one)
        ]
        yield Reading(
            report=report,
            reader="hand@1",
            actors=tuple(map(_actor, gold["actors"])),
            claims=tuple(sorted(claims, key=lambda c: (c.main.start, c.family))),
        )


def _actor(one: dict[str, Any]) -> Actor:
    return Actor(name=one["name"], kind=one["kind"], role=one["role"], acts_for=one["acts_for"])


def _claims(report: Report, family: str, one: dict[str, Any]) -> Iterator[Claim]:
    words = one["evidence"]
    shared = {
        "evidence": (cite(report, words["start"], words["end"]),),
        "reported_by": "narrator",
        "by": one["by"],
        "days": parse_days(one["date"]) if one["date"] else None,
        "date_text": one["date_text"],
    }
    if family == "commitments":
        yield Commitment(
            **shared,
            what=one["what"],
            to=tuple(one["to"]),
            agreement=one["agreement"],
            clause=one["clause"],
            condition=one["condition"],
            verified_by=tuple(one["verified_by"]),
            stage=one["stage"],
        )
    else:
        yield Compliance(
            **shared,
            commitment=one["commitment"],
            act=one["act"],
            told_by=one["told_by"],
            denied_by=tuple(one["denied_by"]),
            monitor=one["monitor"],
            finding=one["finding"],
            place=one["place"],
        )
