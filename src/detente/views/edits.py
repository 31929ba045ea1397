"""What changed within a point of a draft, in words."""

from __future__ import annotations

from detente.model.drafts import Edit
from detente.model.figures import figures
from detente.views.brackets import brackets_text
from detente.views.escape import one_line


def edit_text(edit: Edit) -> str:
    """Return an edit in words: "deadline: 90 days → 120 days (up 33.3 percent)"."""
    if edit.kind == "brackets":
        return brackets_text(edit)
    before, after = one_line(edit.before), one_line(edit.after)
    words = (
        f"{before} → {after}"
        if before and after
        else f"{after} added"
        if after
        else f"{before} dropped"
    )
    aside = [edit.direction or ""] if edit.direction not in (None, "added", "dropped") else []
    if edit.percent is not None:
        aside = [f"{edit.direction} {_how_much(edit)}"]
    return f"{edit.kind}: {words}{f' ({aside[0]})' if aside else ''}"


def _how_much(edit: Edit) -> str:
    """Return how much a number changed: of shares in points, which are what is meant."""
    every = (*figures(edit.before), *figures(edit.after))
    if [figure.unit for figure in every] != ["percent", "percent"]:
        return f"{abs(edit.percent or 0.0):g} percent"
    points = round(abs(every[1].value - every[0].value), 2)
    return f"{points:g} percentage point{'' if points == 1 else 's'}"
