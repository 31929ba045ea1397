"""tiers(): what a method would find if more counted, apart from what it finds."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import NamedTuple

from detente.analysis.possible import POSSIBLE, with_possible
from detente.model.findings import Counts, Finding, Row, Tier
from detente.model.snapshot import Snapshot

# Rows of one part are numbered: those of a tier stand in a wider state, with parts of its own.
PARTS = "Parts are numbered anew here."


class Asking(NamedTuple):
    """How a method that lists findings is asked for more.

    own, told: The method with a party's own voice, and with what others say of silent parties.
    same: What makes two rows one.
    """

    own: Callable[[Snapshot], Finding]
    told: Callable[[Snapshot], Finding]
    same: Callable[[Row], Hashable]


def by_basis(row: Row) -> Hashable:
    """Return what makes rows one, of most methods: their kind and the entries they rest on."""
    return row.cells[0], row.basis


def tiers(
    asking: Asking, snapshot: Snapshot, found: Finding, *, accounts: bool, possible: bool
) -> Iterator[Tier]:
    """Yield what would be found beside a finding if more counted; a row stands in one tier alone.

    found: What was found. accounts, possible: What counted in it already.
    """
    seen, wider = {asking.same(row) for row in found.rows}, with_possible(snapshot)
    for counts in _wider(accounts=accounts, possible=possible):
        unsure = possible or counts != "accounts"
        work_out = asking.own if counts == "possible" and not accounts else asking.told
        wide = work_out(wider if unsure else snapshot)
        rows = tuple(row for row in wide.rows if asking.same(row) not in seen)
        if not rows:
            continue
        seen |= {asking.same(row) for row in rows}
        told = [POSSIBLE] if counts != "accounts" else []
        told += [caveat for caveat in wide.caveats if caveat not in found.caveats]
        told += [PARTS] if found.rows and "part" in found.columns else []
        yield Tier(counts=counts, rows=rows, caveats=tuple(told))


def _wider(*, accounts: bool, possible: bool) -> Iterator[Counts]:
    """Yield what may count beside what counts already, the least first."""
    if not possible:
        yield "possible"
    if not accounts:
        yield "accounts"
    if not (possible or accounts):
        yield "accounts and possible"
