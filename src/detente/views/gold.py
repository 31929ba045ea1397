"""What the desk judged, as annotated reports: the form that `detente eval` and trainers read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.model.actors import NARRATOR
from detente.model.claims import FAMILIES, Claim, Progress, Relation
from detente.model.snapshot import Party
from detente.model.text import Report
from detente.views.escape import json_text
from detente.views.readings import claim_form

ABOUT_GOLD = (
    "Reports of which the desk judged claims, in the form of annotated reports.",
    "Accepted and corrected claims are what a reader should find; what was rejected is left out.",
    "What nobody looked at is marked optional: it counts neither for a reader nor against it.",
)
# Where a claim names who it is about.
_NAMES = ("speaker", "actor", "by", "proponent", "told_by", "monitor", "reported_by")
_LISTS = ("participants", "who", "withheld_by", "to", "verified_by", "denied_by")


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedReport:
    """A report of which the desk judged at least one claim.

    held: Claims that it accepted, or corrected, as they stand now. open: Those that it did not
    look at. What it rejected is in neither.
    """

    report: Report
    held: tuple[Claim, ...] = ()
    open: tuple[Claim, ...] = ()


def gold_files(judged: Iterable[JudgedReport], parties: Sequence[Party]) -> dict[str, bytes]:
    """Return the files of an annotated folder by name: texts/ID.txt, texts/ID.json, gold/ID.json.

    ID is the report's id. What the desk did not look at is marked `optional`, so that it counts
    neither for a reader nor against it; so are the actors, which it does not judge one by one.
    """
    files = {}
    for one in judged:
        report = one.report
        files[f"texts/{report.id}.txt"] = report.text.encode()
        files[f"texts/{report.id}.json"] = json_text(_about(report)).encode()
        files[f"gold/{report.id}.json"] = json_text(_gold(one, parties)).encode()
    return dict(sorted(files.items()))


def _about(report: Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "key": report.key,
        "title": report.title,
        "date": report.published.isoformat() if report.published else None,
        "source": report.source.name,
        "url": report.source.address,
    }


def _gold(one: JudgedReport, parties: Sequence[Party]) -> dict[str, Any]:
    items: dict[str, list[dict[str, Any]]] = {
        family.family: [] for family in FAMILIES if family is not Relation
    }
    for claim in one.held:
        if claim.family in items:
            items[claim.family].append(claim_form(claim))
    for claim in one.open:
        if claim.family in items:
            items[claim.family].append(claim_form(claim) | {"optional": True})
    names = {name for found in items.values() for item in found for name in _names(item)}
    names |= {n for party in parties for n in party.names if n in one.report.text}
    progress = items.pop(Progress.family)
    return {
        "id": one.report.id,
        "actors": list(_actors(names, parties)),
        **items,
        "progress": progress[0] if progress else None,
        "ignore": [],
    }


def _names(item: Mapping[str, Any]) -> Iterator[str]:
    yield from (item[key] for key in _NAMES if item.get(key) and item[key] != NARRATOR)
    for key in _LISTS:
        yield from item.get(key, ())


def _actors(names: set[str], parties: Sequence[Party]) -> Iterator[dict[str, Any]]:
    """The parties that claims or the text name, and those that they act for."""
    named = [party for party in parties if names & set(party.names)]
    behind = {party.acts_for for party in named}
    for party in parties:
        if party in named or party.name in behind:
            yield {
                "name": party.name,
                "kind": party.kind,
                "role": party.role,
                "acts_for": party.acts_for,
                "mentions": list(party.names[1:]),
                "optional": True,
            }
