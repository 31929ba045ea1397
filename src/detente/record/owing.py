"""Which commitment an account tells of, where the desk says so; undo takes it back."""

from __future__ import annotations

from detente.model.text import Mark
from detente.record.accounting import Accounting
from detente.record.deeds import COMMITMENT
from detente.record.log import Deed

_LISTED = ", but of {is_of}; list them with 'detente list {family}'"


class Owing(Accounting):
    """The part of a record that keeps which commitment an account tells of."""

    def pin_commitment(
        self,
        commitment: str,
        account: str,
        *,
        counts: bool = True,
        by: str,
        why: str | None = None,
        mark: Mark = "internal",
    ) -> None:
        """Say that an account of compliance is of a commitment, or that it is not.

        Errors: NoSuchEntry for what is no commitment, or no account of compliance.
        """
        _, owed = self._of_family(commitment, "commitments", f"commitment{_LISTED}")
        _, told = self._of_family(account, "compliance", f"account of compliance{_LISTED}")
        body = {
            "ids": [owed.id, told.id],
            "commitment": [sighting.claim for sighting in owed.sightings],
            "account": [sighting.claim for sighting in told.sightings],
            "counts": counts,
            "words": "is" if counts else "is not",
            "told": told.id,
        }
        self._append(Deed(kind=COMMITMENT, subject=owed.id, body=body, by=by, why=why, mark=mark))
