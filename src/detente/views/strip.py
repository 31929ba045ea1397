"""Where points of two drafts went, as a strip: the first draft above, the second below."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.drafts import Comparison, Draft
from detente.views.comparison import label

# In units of the picture; a page scales it.
WIDTH, HEIGHT = 1000, 90
_MARGIN = 6
# Strands that are said in words; the rows say each.
_SAID = 12
# More strands than this hide each other; the strip then shows the longest.
MOST = 200


@dataclass(frozen=True, slots=True)
class Strand:
    """A line from point to point. words: "2 (a) moved to 7"."""

    x: float
    end: float
    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The drafts as two lines of points.

    strands: Of what was moved, split and merged. changed: Places in the second draft of points
    changed in substance; added there; deleted: places in the first. said: In words.
    """

    strands: tuple[Strand, ...]
    changed: tuple[float, ...]
    added: tuple[float, ...]
    deleted: tuple[float, ...]
    said: str


def strip(comparison: Comparison) -> Strip:
    """Return where the points of a comparison went."""
    alignment = comparison.alignment
    a, b = alignment.a, alignment.b
    above, below = _places(a), _places(b)
    strands = [
        Strand(
            above[one],
            below[other],
            changed.pair.kind,
            f"{label(a, one)} {_VERBS[changed.pair.kind]} {label(b, other)}",
        )
        for changed in comparison.changed
        if changed.pair.kind != "kept"
        for one in changed.pair.a
        for other in changed.pair.b
    ]
    strands.sort(key=lambda one: (-abs(one.x - one.end), one.x))
    return Strip(
        strands=tuple(strands[:MOST]),
        changed=tuple(below[c.pair.b[0]] for c in comparison.changed if c.weight == "substantive"),
        added=tuple(below[part] for part in alignment.added),
        deleted=tuple(above[part] for part in alignment.deleted),
        said=_said([one.words for one in strands]),
    )


_VERBS = {"moved": "moved to", "split": "split into", "merged": "merged into"}


def _places(draft: Draft) -> dict[int, float]:
    points = draft.points
    step = (WIDTH - 2 * _MARGIN) / max(1, len(points))
    return {part: round(_MARGIN + step * (n + 0.5), 1) for n, part in enumerate(points)}


def _said(words: list[str]) -> str:
    if not words:
        return "No point was moved, split or merged."
    more = f"; and {len(words) - _SAID} more" if len(words) > _SAID else ""
    return f"{'; '.join(words[:_SAID])}{more}."
