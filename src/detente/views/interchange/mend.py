"""Contacts as mediation events: one row an event, as data sets of mediation have it.

The columns follow what such data sets share (who, who mediated, from when to when, where, in
which form, what came of it), not the letter of one of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from detente.views.interchange.rows import (
    Row,
    csv_bytes,
    days_of,
    rows_of,
    sighting_of,
    words_of,
)
from detente.views.tables import Table

MEND_KEYS = (
    *("event_id", "start_date", "end_date", "date_precision", "event_type", "format", "status"),
    *("location", "parties", "mediators", "hosts", "others", "n_parties", "mediated"),
    *("sources", "first_source", "first_published", "text", "translated", "review", "sure"),
)
_SIDES = ("party", "inviter", "invitee")


def mend_csv(tables: Iterable[Table]) -> bytes:
    """Return the contacts as CSV, those without a day too; names are joined by "; ".

    mediated: "yes" where a mediator is named or they spoke through others; else "", not told.
    """
    return csv_bytes(MEND_KEYS, map(_row, rows_of(tables, "contacts")))


def _row(row: Row) -> list[str | int]:
    by_role: dict[str, list[str]] = {"parties": [], "mediators": [], "hosts": [], "others": []}
    for name, role in row["roles"].items():
        place = "parties" if role in _SIDES else f"{role}s"
        by_role[place if place in by_role else "others"].append(name)
    start, end, precision = days_of(row)
    seen = sighting_of(row)
    return [
        *(row["id"], start, end, precision, row["kind"], row["format"], row["status"]),
        row["place"] or "",
        *("; ".join(names) for names in by_role.values()),
        len(by_role["parties"]),
        # that no mediator is named does not say that there was none
        "yes" if by_role["mediators"] or row["format"] == "indirect" else "",
        *(len({s["report"] for s in row["sightings"]}), seen["outlet"], seen["published"] or ""),
        *(words_of(row), row["translated"] or ""),
        *(row["review"], "yes" if row["sure"] else "no"),
    ]
