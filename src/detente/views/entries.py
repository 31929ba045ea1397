"""An entry as plain values with stable keys: its claim, words, support and sightings."""

from __future__ import annotations

from typing import Any

from detente.model.snapshot import Entry
from detente.views.readings import claim_json, family_json, span
from detente.views.signs import hangs_on


def entry_json(entry: Entry) -> dict[str, Any]:
    """Return an entry with its claim, words and sightings as plain values."""
    claim = entry.claim
    first, last = entry.first_published, entry.last_published
    return {
        "id": entry.id,
        "claim": claim.id,
        "report": claim.main.report,
        **family_json(claim),
        "evidence": [span(evidence) for evidence in claim.evidence],
        **{key: value for key, value in claim_json(claim).items() if key != "id"},
        "translated": claim.translated,
        "actors": list(entry.actors),
        "issue_id": entry.issue,
        "proposition_id": entry.proposition,
        "status_line": entry.status_line,
        "review": entry.review,
        "sure": entry.sure,
        "hangs_on": [sign.meaning for sign in hangs_on([entry])],
        "outlets": entry.outlets,
        "carriers": entry.carriers,
        "origins": entry.origins,
        "roots": entry.roots,
        "first_published": first.isoformat() if first else None,
        "last_published": last.isoformat() if last else None,
        "gone": entry.gone,
        "sightings": [
            {
                "claim": sighting.claim,
                "report": sighting.report,
                "outlet": sighting.outlet,
                "title": sighting.title,
                "address": sighting.address,
                "published": sighting.published.isoformat() if sighting.published else None,
                "entered": sighting.entered.isoformat(),
                "origin": sighting.origin,
                "carried_from": sighting.carried_from,
                "reworded": sighting.reworded,
                "root": sighting.root,
                "source_class": sighting.source_class,
                "withdrawn": sighting.withdrawn.isoformat() if sighting.withdrawn else None,
                "evidence": [span(evidence) for evidence in sighting.body.evidence],
            }
            for sighting in entry.sightings
        ],
    }
