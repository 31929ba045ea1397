"""What is owed, and whether it was kept, for the brief: only where there is something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.model.dates import parse_days
from detente.model.findings import Row
from detente.model.owed import POSSIBLY, POSSIBLY_OWED, STATE_WORDS, OwedState
from detente.model.snapshot import Entry
from detente.views.brief.lines import MOST, Line, Section
from detente.views.owed import STATES
from detente.views.phrases import days_text, many, name_text
from detente.views.signs import named
from detente.views.words import ACTS

# What needs a look comes first.
_ORDER: tuple[OwedState, ...] = (
    *("disputed", "alleged", "late", "untested", "suspended", "not_confirmed", "found"),
    *("not_due", "kept", "no_day"),
)


def owed_sections(rows: Sequence[tuple[Row, tuple[Entry, ...]]]) -> Iterator[Section]:
    """Yield the section of what is owed, none where nothing is.

    rows: Of the method "commitments", each with its entries, the commitment's own first.
    """
    sure = [one for one in rows if one[1][0].sure]
    shown = sorted(sure or rows, key=lambda one: _ORDER.index(_state(one[0])))
    if shown:
        yield Section(
            name="owed",
            title="What is owed, and whether it was kept",
            lines=tuple(_line(row, basis) for row, basis in shown[:MOST]),
            total=len(shown),
            command="commitments",
            possible=len(rows) - len(shown),
        )


_FOUND = "as found by those who checked"


def _line(row: Row, basis: tuple[Entry, ...]) -> Line:
    by, to, what, clause, due, _, _, confirmed, *_ = (str(cell or "") for cell in row.cells)
    owed_to = f" to {to}" if to else ""
    place = f" ({clause})" if clause else ""
    day = f", due {days_text(parse_days(due))}" if due else ""
    stands = f"{_acts(confirmed)}, {_FOUND}" if confirmed else STATES[_state(row)]
    if basis[0].sure and str(row.cells[6]).startswith(POSSIBLY):
        stands = f"possibly: {stands}"
    if later := int(row.cells[9] or 0):
        stands += f"; {many(later, 'sentence')} may speak of it"
    words = f"{name_text(by)}{owed_to}: {what}{place}{day}: {stands}"
    return Line(words=named(basis[0], words), entries=basis)


def _acts(confirmed: str) -> str:
    return " and ".join(ACTS[one] for one in confirmed.split(", "))


def _state(row: Row) -> OwedState:
    told = str(row.cells[6]).removeprefix(POSSIBLY_OWED).removeprefix(POSSIBLY)
    return next(state for state, words in STATE_WORDS.items() if words == told)
