"""Two drafts side by side: what changed in each point, as text, JSON, CSV and one HTML page."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from detente.model.codec import plain
from detente.model.drafts import Changed, Comparison, Draft, Edit
from detente.model.errors import UnknownName
from detente.model.text import Span
from detente.views.escape import csv_cell, json_text, one_line
from detente.views.layout import wrap
from detente.views.pages import page
from detente.views.phrases import many

TITLES = {
    "kept": "kept",
    "moved": "moved",
    "split": "split",
    "merged": "merged",
    "added": "added",
    "deleted": "deleted",
}
# Under this a pair is told as unsure.
_SURE = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a point. changed: Whether they differ in the other draft."""

    words: str
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row: a point of one draft, of the other, or of both.

    kind: As `TITLES`. weight: unchanged, editorial or substantive. a, b: Labels ("2 (a)") and the
    words of each side in pieces. edits: In words. score: How sure the pair is, None for one side.
    """

    kind: str
    weight: str
    a_label: str
    b_label: str
    a: tuple[Piece, ...]
    b: tuple[Piece, ...]
    edits: tuple[str, ...]
    score: float | None


def show_comparison(comparison: Comparison, *, format: str = "text") -> str:  # noqa: A002
    """Return a comparison as text, json, html or csv."""
    if format not in FORMATS:
        raise UnknownName("format", format, FORMATS)
    return FORMATS[format](comparison)


def comparison_lines(comparison: Comparison) -> tuple[Line, ...]:
    """Return the rows in the order of the second draft; what was deleted stands where it stood."""
    alignment = comparison.alignment
    placed: list[tuple[tuple[int, int, int], Line]] = []
    partner = {n: pair.b[0] for pair in alignment.pairs for n in pair.a}
    for changed in comparison.changed:
        placed.append(((changed.pair.b[0], 1, 0), _pair_line(comparison, changed)))
    for part in alignment.added:
        placed.append(((part, 1, 0), _one_side(alignment.b, part, "added")))
    for part in alignment.deleted:
        before = max((partner[n] for n in partner if n < part), default=-1)
        placed.append(((before, 2, part), _one_side(alignment.a, part, "deleted")))
    placed.sort(key=lambda pair: pair[0])
    return tuple(line for _, line in placed)


def summary(comparison: Comparison) -> tuple[str, ...]:
    """Return how many points were kept, changed, moved, added and deleted, and what changed."""
    lines = comparison_lines(comparison)
    kinds = Counter(line.kind for line in lines)
    weights = Counter(line.weight for line in lines if line.score is not None)
    edits = Counter(edit.kind for c in comparison.changed for edit in c.edits)
    edits.pop("editorial", None)
    a, b = comparison.alignment.a, comparison.alignment.b
    told = [
        f"{many(len(a.points), 'point')} → {many(len(b.points), 'point')}: "
        f"{weights['unchanged']} unchanged, {weights['editorial']} edited in style, "
        f"{weights['substantive']} changed in substance, {kinds['added']} added, "
        f"{kinds['deleted']} deleted; {kinds['moved']} moved, {kinds['split']} split, "
        f"{kinds['merged']} merged."
    ]
    if edits:
        counts = ", ".join(f"{kind} {number}" for kind, number in edits.most_common())
        told.append(f"What changed: {counts}.")
    unsure = len(comparison.alignment.candidates)
    if unsure:
        told.append(f"{many(unsure, 'pair')} too unsure to count; listed as candidates.")
    return (*told, *(f"{d.name}: {note}" for d in (a, b) for note in d.notes))


def edit_text(edit: Edit) -> str:
    """Return an edit in words: "deadline: 90 days → 120 days (up 33.3 percent)"."""
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
        aside = [f"{edit.direction} {abs(edit.percent):g} percent"]
    return f"{edit.kind}: {words}{f' ({aside[0]})' if aside else ''}"


def _pair_line(comparison: Comparison, changed: Changed) -> Line:
    alignment, pair = comparison.alignment, changed.pair
    told = [edit for edit in changed.edits if edit.kind != "editorial"]
    return Line(
        kind=pair.kind,
        weight=changed.weight,
        a_label=", ".join(_label(alignment.a, n) for n in pair.a),
        b_label=", ".join(_label(alignment.b, n) for n in pair.b),
        a=tuple(_pieces(alignment.a, pair.a, [edit.a for edit in changed.edits])),
        b=tuple(_pieces(alignment.b, pair.b, [edit.b for edit in changed.edits])),
        edits=tuple(edit_text(edit) for edit in told),
        score=pair.score,
    )


def _one_side(draft: Draft, part: int, kind: str) -> Line:
    words = (Piece(draft.parts[part].body, True),)
    label = _label(draft, part)
    is_new = kind == "added"
    return Line(
        kind=kind,
        weight="substantive",
        a_label="" if is_new else label,
        b_label=label if is_new else "",
        a=() if is_new else words,
        b=words if is_new else (),
        edits=(),
        score=None,
    )


def _label(draft: Draft, part: int) -> str:
    return " ".join(draft.parts[part].path)


def _pieces(draft: Draft, parts: Sequence[int], edits: Sequence[Span]) -> Iterator[Piece]:
    """Yield the words of parts, those within edits apart; blanks and line ends evened out."""
    marked = [span for span in edits if span.start < span.end]
    for part in parts:
        for span in draft.parts[part].spans:
            cuts = {span.start, span.end}
            for one in marked:
                cuts |= {c for c in (one.start, one.end) if span.start < c < span.end}
            edges = sorted(cuts)
            for start, end in pairwise(edges):
                inside = any(one.start <= start < one.end for one in marked)
                yield Piece(" ".join(draft.text[start:end].split()), inside)


def _text(comparison: Comparison) -> str:
    alignment = comparison.alignment
    lines = [f"{alignment.a.name} → {alignment.b.name}", ""]
    lines += [row for told in summary(comparison) for row in wrap(told)]
    for line in comparison_lines(comparison):
        labels = f"{line.a_label or '–'} → {line.b_label or '–'}"
        sure = "" if line.score is None else f", {line.score:.2f} sure"
        lines += ["", f"{labels}  {TITLES[line.kind]}, {line.weight}{sure}"]
        if line.score is None or line.weight != "unchanged":
            lines += _side("-", line.a)
            lines += _side("+", line.b)
        lines += [row for edit in line.edits for row in wrap(edit, first="    ", rest="      ")]
    for pair in alignment.candidates:
        one, other = _label(alignment.a, pair.a[0]), _label(alignment.b, pair.b[0])
        lines += ["", f"candidate: {one} → {other}, {pair.score:.2f} sure; pin it if they are one"]
    return "\n".join(lines) + "\n"


def _side(sign: str, pieces: Sequence[Piece]) -> tuple[str, ...]:
    words = " ".join(f"[{p.words}]" if p.changed else p.words for p in pieces if p.words)
    return wrap(words, first=f"  {sign} ", rest="    ") if words else ()


def _json(comparison: Comparison) -> str:
    alignment = comparison.alignment
    return json_text(
        {
            "a": _draft_json(alignment.a),
            "b": _draft_json(alignment.b),
            "summary": list(summary(comparison)),
            "pairs": [
                {**plain(c.pair), "weight": c.weight, "edits": plain(c.edits)}
                for c in comparison.changed
            ],
            "deleted": list(alignment.deleted),
            "added": list(alignment.added),
            "candidates": plain(alignment.candidates),
        }
    )


def _draft_json(draft: Draft) -> dict[str, Any]:
    return {
        "id": draft.id,
        "name": draft.name,
        "notes": list(draft.notes),
        "parts": [{"part": n, **plain(part)} for n, part in enumerate(draft.parts)],
    }


def _csv(comparison: Comparison) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ["kind", "weight", "before", "after", "words before", "words after", "edits", "sure"]
    )
    for line in comparison_lines(comparison):
        cells = (
            line.kind,
            line.weight,
            line.a_label,
            line.b_label,
            " ".join(piece.words for piece in line.a),
            " ".join(piece.words for piece in line.b),
            "; ".join(line.edits),
            "" if line.score is None else f"{line.score:.2f}",
        )
        writer.writerow([csv_cell(cell) for cell in cells])
    return out.getvalue()


def _html(comparison: Comparison) -> str:
    alignment = comparison.alignment
    return page(
        "comparison.html",
        styles=("comparison",),
        title=f"{alignment.a.name} → {alignment.b.name}",
        a=alignment.a.name,
        b=alignment.b.name,
        summary=summary(comparison),
        lines=comparison_lines(comparison),
        unsure=_SURE,
        candidates=[
            (_label(alignment.a, p.a[0]), _label(alignment.b, p.b[0]), f"{p.score:.2f}")
            for p in alignment.candidates
        ],
    )


FORMATS: dict[str, Callable[[Comparison], str]] = {
    "text": _text,
    "json": _json,
    "html": _html,
    "csv": _csv,
}
