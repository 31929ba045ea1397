"""AccountPin: what the desk said of whose account of a contact a report is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPin:
    """What the desk said: that a report is a side's account of a contact, or is not.

    claims: Ids of the contact's claims when it was said. report: Its id. party: Register id of
    the side. counts: Whether it is one.
    """

    claims: tuple[str, ...]
    report: str
    party: str
    counts: bool
