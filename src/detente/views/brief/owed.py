"""What is owed, and whether it was kept, for the brief: only where there is something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.model.dates import parse_days
from detente.model.findings import Row
from detente.model.jointly import gathered, said_in
from detente.model.owed import POSSIBLY, POSSIBLY_OWED, STATE_WORDS, OwedState
from detente.model.snapshot import Entry
from detente.views.brief.lines import MOST, Line, Section
from detente.views.owed import STATES
from detente.views.phrases import days_text, enumerate_names, many
from detente.views.signs import named
from detente.views.words import ACTS

# What needs a look comes first.
_ORDER: tuple[OwedState, ...] = (
    *("disputed", "alleged", "late", "untested", "suspended", "not_confirmed", "found"),
    *("not_due", "kept", "no_day"),
)

# A row of the method "commitments", with its entries, the commitment's own first.
_Owed = tuple[Row, tuple[Entry, ...]]


def owed_sections(rows: Sequence[_Owed]) -> Iterator[Section]:
    """Yield the section of what is owed, none where nothing is."""
    sure = [one for one in rows if one[1][0].sure]
    shown = sorted(sure or rows, key=lambda one: _ORDER.index(_state(one[0])))
    lines = _gathered(shown)
    if lines:
        yield Section(
            name="owed",
            title="What is owed, and whether it was kept",
            lines=tuple(map(_line, lines[:MOST])),
            total=len(lines),
            command="commitments",
            possible=len(_gathered(rows)) - len(lines),
        )


_FOUND = "as found by those who checked"


def _gathered(rows: Iterable[_Owed]) -> list[tuple[_Owed, ...]]:
    return gathered(rows, _is_one, lambda one: said_in(one[1]))


def _is_one(one: _Owed, other: _Owed) -> bool:
    """Whether two rows are what two owe by the same sentence, and stand alike."""
    (mine, my_entries), (theirs, their_entries) = one, other
    alike = mine.cells[4:] == theirs.cells[4:] and my_entries[0].sure == their_entries[0].sure
    two = bool(mine.cells[0] and theirs.cells[0]) and mine.cells[0] != theirs.cells[0]
    return alike and two and not said_in(my_entries).isdisjoint(said_in(their_entries))


def _line(rows: Sequence[_Owed]) -> Line:
    row, basis = rows[0]
    entries = tuple({e.id: e for _, every in rows for e in every}.values())
    owing = tuple(str(one.cells[0] or "") for one, _ in rows)
    who = enumerate_names(owing)
    _, to, what, clause, due, _, _, confirmed, *_ = (str(cell or "") for cell in row.cells)
    owed_to = f" to {to}" if to and to not in owing else ""
    place = f" ({clause})" if clause else ""
    day = f", due {days_text(parse_days(due))}" if due else ""
    stands = f"{_acts(confirmed)}, {_FOUND}" if confirmed else STATES[_state(row)]
    if basis[0].sure and str(row.cells[6]).startswith(POSSIBLY):
        stands = f"possibly: {stands}"
    if later := int(row.cells[9] or 0):
        stands += f"; {many(later, 'sentence')} may speak of it"
    words = f"{who}{owed_to}: {what}{place}{day}: {stands}"
    return Line(words=named(basis[0], words), entries=entries)


def _acts(confirmed: str) -> str:
    return " and ".join(ACTS[one] for one in confirmed.split(", "))


def _state(row: Row) -> OwedState:
    told = str(row.cells[6]).removeprefix(POSSIBLY_OWED).removeprefix(POSSIBLY)
    return next(state for state, words in STATE_WORDS.items() if words == told)
