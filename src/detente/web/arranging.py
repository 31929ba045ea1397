"""What an address says of the matrix, and the addresses of the same arranged otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from detente.model.dates import parse_days
from detente.model.snapshot import Party
from detente.views.matrix.choosing import COLUMNS_AT_FIRST, ORDERS, Arrangement, Order
from detente.views.matrix.grid import Grid, Group, Row
from detente.views.matrix.values import CellValues
from detente.web.asked import Asked

# A reader may ask for more columns, but not for what no browser shows.
MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class Settings:
    """What an address says of the matrix beside the state of the record.

    against: Day to compare with, None for none. start: Number of the first row, from 0.
    """

    arrangement: Arrangement
    against: dt.date | None = None
    start: int = 0

    def pairs(self) -> dict[str, str]:
        """Return what of it stands in an address, by name of the parameter."""
        made = self.arrangement
        return {
            "against": self.against.isoformat() if self.against else "",
            "columns": ",".join(made.columns),
            "rows": ",".join(made.rows),
            "hide": ",".join(sorted(made.hidden)),
            "who": made.who,
            "what": made.what,
            "order": made.order if made.order != ORDERS[0] else "",
            "most": str(made.most) if made.most != COLUMNS_AT_FIRST else "",
            "silent": "true" if made.silent else "",
            "differing": "true" if made.differing else "",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Addresses of the same page with a column or row somewhere else; None where it cannot go."""

    back: str | None
    on: str | None
    away: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A party's column."""

    id: str
    name: str
    kind: str
    moves: Moves


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """A proposition's row. cells: In the order of the columns.

    elsewhere: Names of the parties without a column of whom something was found on it.
    """

    proposition: str
    text: str
    cells: tuple[CellValues, ...]
    elsewhere: tuple[str, ...]
    moves: Moves


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """An issue with its rows."""

    issue: str
    path: str
    definition: str | None
    rows: tuple[RowLine, ...]
    moves: Moves


def read_settings(  # noqa: PLR0913  (each stands in the address by itself)
    *,
    against: Annotated[str | None, Query(description="A day to compare with.")] = None,
    columns: Annotated[str, Query(description="Ids of parties, in order.")] = "",
    rows: Annotated[str, Query(description="Ids of issues and propositions, in order.")] = "",
    hide: Annotated[str, Query(description="Ids of issues and propositions.")] = "",
    add: Annotated[str, Query(description="Id of a party to add a column for.")] = "",
    who: Annotated[str, Query(description="Words in the party's name.")] = "",
    what: Annotated[str, Query(description="Words in the issue or proposition.")] = "",
    most: Annotated[int, Query(ge=1, le=MOST_COLUMNS)] = COLUMNS_AT_FIRST,
    silent: Annotated[bool, Query(description="Also rows on which nothing was found.")] = False,
    differing: Annotated[bool, Query(description="Only rows in which something differs.")] = False,
    order: Annotated[Order, Query(description="Of rows that are not in order.")] = ORDERS[0],
    start: Annotated[int, Query(ge=0)] = 0,
) -> Settings:
    """Return what the parameters of an address ask for. Errors: DateError."""
    arrangement = Arrangement(
        columns=_ids(f"{columns},{add}"),
        rows=_ids(rows),
        hidden=frozenset(_ids(hide)),
        who=who.strip(),
        what=what.strip(),
        most=most,
        silent=silent,
        differing=differing and bool(against),
        order=order,
    )
    return Settings(arrangement, parse_days(against).last if against else None, start)


class Links:
    """Addresses of the same matrix, arranged a little otherwise."""

    def __init__(self, asked: Asked, settings: Settings, made: Grid) -> None:
        self._asked = asked
        self._settings = settings
        self._columns = [party.id for party in made.parties]
        self._issues = list(made.order)
        self._rows = made.order

    @property
    def arranged(self) -> bool:
        """Whether columns or rows are as the reader wants them."""
        made = self._settings.arrangement
        return bool(made.columns or made.rows or made.hidden)

    def to(self, **changes: object) -> str:
        """Return the address of this page with some parameters changed; None leaves one out."""
        return self._asked.address("/matrix", **{**self._settings.pairs(), **changes})

    def day(self, days: Sequence[dt.date]) -> str | None:
        """Return the address of the same page as of the first of some days, None for none."""
        return self.to(as_of=days[0].isoformat()) if days else None

    def fields(self) -> dict[str, str]:
        """Return what a form sends along: all but what it has fields for."""
        asked = {k: v for k, v in self._asked.pairs().items() if k != "as_of"}
        kept = {k: self._settings.pairs()[k] for k in ("columns", "rows", "hide", "most")}
        return {**asked, **{k: v for k, v in kept.items() if v}}

    def others(self) -> dict[str, str]:
        """Return the addresses that the sentences under the matrix lead to."""
        return {
            "reset": self.to(columns=None, rows=None, hide=None, most=None),
            "shown": self.to(hide=None),
            "wider": self.to(columns=None, most=MOST_COLUMNS),
            "silent": self.to(silent="true"),
            "all": self.to(differing=None),
            "alone": self.to(against=None, differing=None),
            "columns": ",".join(self._columns),
        }

    def column(self, party: Party) -> Column:
        """Return a party's column with where it can go."""
        order = self._columns
        rest = [key for key in order if key != party.id]
        return Column(
            id=party.id,
            name=party.name,
            kind=party.kind,
            moves=Moves(
                back=self._column_order(_moved(order, party.id, -1)),
                on=self._column_order(_moved(order, party.id, 1)),
                away=self.to(columns=",".join(rest), who=None, start=None),
            ),
        )

    def group(self, group: Group) -> GroupLine:
        """Return an issue and its rows with where they can go."""
        return GroupLine(
            issue=group.issue,
            path=group.path,
            definition=group.definition,
            rows=tuple(self._row(group.issue, row) for row in group.rows),
            moves=self._moves(group.issue, self._issues),
        )

    def _row(self, issue: str, row: Row) -> RowLine:
        order = self._rows[issue]
        return RowLine(
            proposition=row.proposition,
            text=row.text,
            cells=row.cells,
            elsewhere=row.elsewhere,
            moves=self._moves(row.proposition, order),
        )

    def _moves(self, key: str, order: Sequence[str]) -> Moves:
        """Return where a row or issue can go within an order.

        An address names the order as far as it is the reader's own, not the whole register.
        """
        among = frozenset(order)
        given = self._settings.arrangement.rows
        rest = [one for one in given if one not in among]
        own = max((order.index(one) for one in given if one in among), default=-1)

        def moved(by: int) -> str | None:
            made = _moved(order, key, by)
            if made is None:
                return None
            far = max(own, order.index(key), order.index(key) + by) + 1
            return self.to(rows=",".join([*rest, *made[:far]]))

        hidden = sorted(self._settings.arrangement.hidden | {key})
        return Moves(back=moved(-1), on=moved(1), away=self.to(hide=",".join(hidden)))

    def _column_order(self, order: Sequence[str] | None) -> str | None:
        return self.to(columns=",".join(order)) if order else None


def _moved(order: Sequence[str], key: str, by: int) -> list[str] | None:
    """Return the order with one key a place earlier (-1) or later (1); None if it is at the end.

    >>> _moved(["a", "b", "c"], "b", -1), _moved(["a", "b"], "b", 1)
    (['b', 'a', 'c'], None)
    """
    at = order.index(key)
    if not 0 <= at + by < len(order):
        return None
    made = list(order)
    made[at], made[at + by] = made[at + by], made[at]
    return made


def _ids(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (part.strip() for part in text.split(",")))))
