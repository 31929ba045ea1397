"""Two wordings of one point, compared: what the tests of drafts look at."""

from __future__ import annotations

from detente.drafts.aligning import align
from detente.drafts.changes import compare
from detente.drafts.points import cut
from detente.model.drafts import Alignment, Changed, Draft, Edit, Pair


def changed(old: str, new: str) -> Changed:
    """Return what changed between two wordings that are found to be one point."""
    [found] = compare(align(*_drafts(old, new))).changed
    return found


def told(old: str, new: str) -> list[tuple[str, str, str, str | None]]:
    """Return the same as kinds, words before and after, and directions."""
    return [(e.kind, e.before, e.after, e.direction) for e in changed(old, new).edits]


def edits_of_one(old: str, new: str, *kinds: str) -> list[Edit]:
    """Return the changes of some kinds between two wordings that are taken to be one point.

    kinds: All where none is named.
    """
    a, b = _drafts(old, new)
    pair = Pair(kind="kept", a=tuple(a.points), b=tuple(b.points), score=1.0)
    [found] = compare(Alignment(a=a, b=b, pairs=(pair,), deleted=(), added=())).changed
    return [edit for edit in found.edits if not kinds or edit.kind in kinds]


def _drafts(old: str, new: str) -> tuple[Draft, Draft]:
    return cut("a", f"1. {old}"), cut("b", f"1. {new}")
