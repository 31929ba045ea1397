"""Where a contact stands, in words: what goes on is told with the day on which it last did."""

from __future__ import annotations

import datetime as dt

from detente.model.claims import Contact
from detente.model.snapshot import Entry
from detente.views.phrases import date_text


def standing_text(entry: Entry) -> str | None:
    """Return where a contact stands and who says so, None for anything else.

    Of one that goes on nobody may ever report the end, so the day is told on which it last did:
    "ongoing on 3 Mar 2031, end not reported (one outlet)". A copy tells nothing of a later day.
    """
    line = entry.status_line
    if line is None or not line.startswith("ongoing"):
        return line
    told: dict[str, dt.date] = {}
    for one in entry.sightings:
        if one.published and isinstance(one.body, Contact) and one.body.status == "ongoing":
            told.setdefault(one.origin, one.published)
    last = max(told.values(), default=None)
    on = f"ongoing on {date_text(last)}" if last else "ongoing"
    return line.replace("ongoing", f"{on}, end not reported", 1)
