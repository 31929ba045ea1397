"""Which actors and issues the desk made of several, so that they can be taken apart again."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model.answers import DeedRow
from detente.record.paging import MOST_ROWS
from detente.web.workbench import Workbench


def merged_by_desk(shared: Workbench) -> frozenset[str]:
    """Return the ids that name a merge in force: the first one of each."""
    found: dict[str, bool] = {}
    for row in every_deed(shared):  # the newest first: it decides
        if row.kind in ("merge", "split") and not row.undone:
            found.setdefault(row.subject, row.kind == "merge")
    return frozenset(key for key, is_merge in found.items() if is_merge)


def every_deed(shared: Workbench) -> Iterator[DeedRow]:
    """Yield the log up to the highest mark that is served, newest first."""
    after: str | None = None
    while True:
        page = shared.record.deeds(up_to=shared.settings.ceiling, limit=MOST_ROWS, after=after)
        yield from page.rows
        after = page.next
        if after is None:
            return
