"""What an address asks for: the day, what was known by when, up to which mark."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query

from detente.model.dates import parse_days
from detente.model.errors import UnknownName
from detente.model.text import MARKS, Mark
from detente.reports.given import parse_known_by


@dataclass(frozen=True, slots=True)
class Asked:
    """The state of the record that an address asks for. Defaults stand in no address.

    as_of: None for the day of the last dated report. known_by: None for all that was entered.
    """

    as_of: dt.date | None = None
    known_by: dt.datetime | None = None
    up_to: Mark = "public"
    reviewed_only: bool = False

    @property
    def shows_desk(self) -> bool:
        """Whether it may be told who of the desk did something, and why: never in public."""
        return self.up_to != "public"

    def pairs(self) -> dict[str, str]:
        """Return what of it stands in an address, by name of the parameter."""
        return {
            **({"as_of": self.as_of.isoformat()} if self.as_of else {}),
            **({"known_by": self.known_by.isoformat()} if self.known_by else {}),
            **({"up_to": self.up_to} if self.up_to != "public" else {}),
            **({"reviewed_only": "true"} if self.reviewed_only else {}),
        }

    def address(self, path: str, **more: object) -> str:
        """Return an address of this workbench that asks for the same state.

        more: Further parameters; one that is None or "" is left out, also of the state.

        >>> Asked(dt.date(2031, 3, 1)).address("/matrix", issue="i-1")
        '/matrix?as_of=2031-03-01&issue=i-1'
        """
        given = {**self.pairs(), **more}
        query = urlencode([(k, str(v)) for k, v in given.items() if v not in (None, "")])
        return f"{path}?{query}" if query else path


def read_asked(
    *,
    as_of: Annotated[
        str | None, Query(description="Last day that counts: YYYY-MM-DD, YYYY-MM or YYYY.")
    ] = None,
    known_by: Annotated[
        str | None, Query(description="Only what had been entered by then, ISO 8601.")
    ] = None,
    up_to: Annotated[str, Query(description=f"Highest mark: {', '.join(MARKS)}.")] = "public",
    reviewed_only: Annotated[
        bool, Query(description="Only what the desk accepted or corrected.")
    ] = False,
) -> Asked:
    """Return what the parameters of an address ask for. Errors: DateError, UnknownName."""
    if up_to not in MARKS:
        raise UnknownName("mark", up_to, MARKS)
    return Asked(
        parse_days(as_of).last if as_of else None,
        parse_known_by(known_by) if known_by else None,
        up_to,
        reviewed_only,
    )


def lately(day: dt.date) -> dt.date:
    """Return since when what is new counts as new to everybody: Monday of the week before.

    It stays for a week, so that the record as of then need not be folded for every day.

    >>> lately(dt.date(2031, 3, 5))
    datetime.date(2031, 2, 24)
    """
    return day - dt.timedelta(days=day.weekday() + 7)
