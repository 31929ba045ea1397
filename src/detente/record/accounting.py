"""Whose account of a contact a report is, where the desk says so; undo takes it back."""

from __future__ import annotations

from detente.model.accounts import AccountPin
from detente.model.text import Mark
from detente.record.decisions import in_force
from detente.record.deeds import ACCOUNT
from detente.record.loading import load_actions
from detente.record.log import Deed
from detente.record.names import report_id
from detente.record.translating import Translating


class Accounting(Translating):
    """The part of a record that keeps whose account a report is."""

    def pin_account(
        self,
        contact: str,
        report: str,
        *,
        party: str,
        counts: bool = True,
        by: str,
        why: str | None = None,
        mark: Mark = "internal",
    ) -> None:
        """Say that a report is a party's account of a contact, or that it is not.

        Errors: NoSuchEntry for a contact, report or party that the record does not hold.
        """
        _, entry = self._of_family(contact, "contacts", "contact; only contacts have accounts")
        with self._database.read() as connection:
            key = report_id(connection, report)
        side = self._actor(party)
        body = {
            "ids": [entry.id, key],
            "claims": [sighting.claim for sighting in entry.sightings],
            "report": key,
            "party": side,
            "counts": counts,
            "words": "is" if counts else "is not",
        }
        self._append(Deed(kind=ACCOUNT, subject=entry.id, body=body, by=by, why=why, mark=mark))

    def account_pins(self) -> tuple[AccountPin, ...]:
        """Return what the desk says now: of a contact, report and party the last word."""
        with self._database.read() as connection:
            actions = in_force(load_actions(connection), ACCOUNT)
        found: dict[tuple[str, str, str], AccountPin] = {}
        for action in actions:
            body = action.body
            if "claims" not in body:
                continue
            pin = AccountPin(
                claims=tuple(body["claims"]),
                report=body["report"],
                party=body["party"],
                counts=body["counts"],
            )
            found[action.subject, pin.report, pin.party] = pin
        return tuple(found.values())
