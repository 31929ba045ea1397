"""What the desk said of whose account a report is, and of which commitment an account tells."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentPin:
    """What the desk said: that an account of compliance is of a commitment, or is not.

    commitment, account: Ids of the claims of either when it was said. counts: Whether it is one.
    """

    commitment: tuple[str, ...]
    account: tuple[str, ...]
    counts: bool
