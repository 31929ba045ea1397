"""commitments_table(), commitments_values(): a ledger as a table, and as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.model.owed import Account, Clues, Owed, OwedLedger, Side
from detente.views.owed import CAVEATS, state_text, told_text
from detente.views.phrases import date_text, left_out_text, owing_text
from detente.views.signs import hangs_on, review_sign
from detente.views.tables import Line, Table

KEYS = (
    "id",
    "by",
    "owed_with",
    "to",
    "what",
    "agreement",
    "clause",
    "due",
    "due_text",
    "condition",
    "verified_by",
    "stage",
    "state",
    "state_text",
    "said_by_who_owes",
    "said_by_counterparts",
    "said_by_monitors",
    "said_by_others",
    "perhaps",
    "sure",
    "state_sure",
    "first_published",
    "basis",
)
_SIDES: dict[Side, str] = {
    "own": "said_by_who_owes",
    "counterpart": "said_by_counterparts",
    "monitor": "said_by_monitors",
    "other": "said_by_others",
}


def commitments_table(ledger: OwedLedger) -> Table:
    """Return the rows of a ledger as a table, one for each who owes."""
    return Table(
        kind="commitments",
        keys=KEYS,
        lines=tuple(_line(ledger, one) for one in ledger.rows),
    )


def commitments_values(ledger: OwedLedger) -> dict[str, Any]:
    """Return a ledger as plain values, with every account and its words."""
    snapshot = ledger.snapshot
    return {
        "as_of": snapshot.as_of.isoformat(),
        "known_by": snapshot.known_by.isoformat() if snapshot.known_by else None,
        "up_to": snapshot.up_to,
        "left_out": snapshot.coverage.left_out,
        "reports": snapshot.coverage.reports,
        "commitments": [
            {
                **_shared(ledger, one),
                "accounts": [_account(told) for told in one.told],
                "perhaps": [_account(told) for told in one.perhaps],
                "quotes": [entry.claim.main.text for entry in one.entries],
                "clues": _clues(ledger.clues.get(one.id)),
            }
            for one in ledger.rows
        ],
        "unmatched": [_account(told) for told in ledger.unmatched],
    }


def commitments_about(ledger: OwedLedger) -> tuple[str, ...]:
    """Return what a form without room for it must say beside the rows."""
    snapshot = ledger.snapshot
    return (
        f"What is owed, as of {date_text(snapshot.as_of)}",
        left_out_text(snapshot.coverage.left_out, snapshot.up_to),
        *CAVEATS,
    )


def _line(ledger: OwedLedger, one: Owed) -> Line:
    return Line(
        values=lambda: _values(ledger, one),
        said=f"{owing_text(one.by)}: {one.claim.what}",
        sign=review_sign(one.entries),
        aside=one.id,
    )


def _values(ledger: OwedLedger, one: Owed) -> Mapping[str, Any]:
    said: dict[str, list[str]] = {key: [] for key in _SIDES.values()}
    for told in one.told:
        said[_SIDES[told.side]].append(told_text(told))
    return {
        **_shared(ledger, one),
        **said,
        "perhaps": [told_text(told) for told in one.perhaps],
    }


def _shared(ledger: OwedLedger, one: Owed) -> dict[str, Any]:
    claim = one.claim
    return {
        "id": one.id,
        "by": one.by,
        "owed_with": list(one.owed_with),
        "to": list(claim.to),
        "what": claim.what,
        "agreement": claim.agreement,
        "clause": claim.clause,
        "due": str(one.due) if one.due else None,
        "due_text": claim.date_text,
        "condition": claim.condition,
        "verified_by": list(claim.verified_by),
        "stage": claim.stage,
        "state": one.state,
        "state_text": state_text(one, ledger.snapshot),
        "sure": one.sure,
        "state_sure": one.state_sure,
        "hangs_on": [sign.meaning for sign in hangs_on(one.entries)],
        "first_published": one.first_published.isoformat() if one.first_published else None,
        "basis": list(one.basis),
    }


def _clues(found: Clues | None) -> dict[str, Any]:
    """Return what speaks of it and was read as no account: how many sentences, and the newest."""
    newest = found.newest if found else ()
    return {
        "total": found.total if found else 0,
        "newest": [
            {
                "report": one.words.report,
                "outlet": one.outlet,
                "published": one.published.isoformat(),
                "start": one.words.start,
                "end": one.words.end,
                "quote": one.words.text,
            }
            for one in newest
        ],
    }


def _account(told: Account) -> dict[str, Any]:
    claim, last = told.claim, told.entry.sightings[-1]
    return {
        "id": told.entry.id,
        "by": claim.by,
        "commitment": claim.commitment,
        "act": claim.act,
        "told_by": claim.told_by,
        "party": told.party,
        "side": told.side,
        "link": told.link,
        "denied_by": list(claim.denied_by),
        "monitor": claim.monitor,
        "finding": claim.finding,
        "date": str(claim.days) if claim.days else None,
        "place": claim.place,
        "said": told_text(told),
        "quote": claim.main.text,
        "report": last.report,
        "outlet": last.outlet,
        "published": date_text(told.published) if told.published is None else str(told.published),
        "sure": told.entry.sure,
    }
