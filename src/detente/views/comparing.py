"""A comparison of two drafts as text, JSON, CSV and one HTML page."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from detente.model.codec import plain
from detente.model.drafts import Alignment, Comparison, Draft
from detente.model.errors import UnknownName
from detente.model.versions import NO_BACKGROUND, Background
from detente.views.brackets import brackets_key, brackets_of, part_values
from detente.views.comparison import (
    TITLES,
    Piece,
    alone,
    comparison_lines,
    label,
    name_of,
    name_of_pair,
    summary,
)
from detente.views.escape import csv_cell, json_text
from detente.views.layout import wrap
from detente.views.pages import page

INFERRED = (
    "Lines marked ? (who had asked for a change) and · (who takes which stance on a point) are "
    "inferences from words and numbers; open their entries before relying on them."
)
BRACES = "Words in {braces} differ; [brackets] are the drafts' own."
# Under this a pair is told as unsure.
_SURE = 0.5
# Rows of the summary of a page: as many as fit on its first sheet.
_MOST_TOLD = 24


def show_comparison(
    comparison: Comparison,
    background: Background = NO_BACKGROUND,
    *,
    format: str = "text",  # noqa: A002
) -> str:
    """Return a comparison as text, json, html or csv. background: What a record adds to it."""
    if format not in FORMATS:
        raise UnknownName("format", format, FORMATS)
    return FORMATS[format](comparison, background)


def _text(comparison: Comparison, background: Background) -> str:
    alignment = comparison.alignment
    lines = [f"{alignment.a.name} → {alignment.b.name}", ""]
    lines += [row for told in summary(comparison, background) for row in wrap(told)]
    marks = _marks(alignment)
    lines += [BRACES] if marks == "{}" else []
    for line in comparison_lines(comparison, background):
        if line.part != "point" and line.weight == "unchanged":
            continue  # the summary has said so
        labels = f"{line.a_label or '–'} → {line.b_label or '–'}"
        terms = f"; ceasefire: {', '.join(line.terms)}" if line.terms else ""
        sure = "" if line.sure is None else f", {line.sure:.2f} sure"
        lines += ["", f"{labels}  {TITLES[line.kind]}, {line.weight}{sure}{terms}"]
        if line.score is None or line.weight != "unchanged":
            lines += _side("-", line.a, marks)
            lines += _side("+", line.b, marks)
        lines += [row for edit in line.edits for row in wrap(edit, first="    ", rest="      ")]
        for sign, asides in (("?", line.asked), ("·", line.heard)):
            for told in asides:
                lines += wrap(told.text, first=f"    {sign} ", rest="      ")
    for pair in alignment.candidates:
        one, other = label(alignment.a, pair.a[0]), label(alignment.b, pair.b[0])
        lines += ["", f"candidate: {one} → {other}, {pair.score:.2f} sure; pin it if they are one"]
    if background.after or background.before:
        lines += ["", *wrap(INFERRED)]
    return "\n".join(lines) + "\n"


def _marks(alignment: Alignment) -> str:
    """Return what stands around changed words: braces where the drafts have brackets."""
    own = any("[" in part.body for d in (alignment.a, alignment.b) for part in d.parts)
    return "{}" if own else "[]"


def _side(sign: str, pieces: Sequence[Piece], marks: str) -> tuple[str, ...]:
    words = "".join(_marked(p.words, marks) if p.changed else p.words for p in pieces)
    return wrap(words, first=f"  {sign} ", rest="    ") if words else ()


def _marked(words: str, marks: str) -> str:
    """Return words within marks, the blanks around them outside."""
    bare = words.strip()
    return words.replace(bare, f"{marks[0]}{bare}{marks[1]}", 1) if bare else words


def _json(comparison: Comparison, background: Background) -> str:
    alignment = comparison.alignment
    return json_text(
        {
            "a": _draft_json(alignment.a),
            "b": _draft_json(alignment.b),
            "summary": list(summary(comparison, background)),
            "by_meaning": alignment.by_meaning,
            "pairs": [
                {**plain(c.pair), "weight": c.weight, "edits": plain(c.edits)}
                for c in comparison.changed
            ],
            "around": list(_around_json(comparison)),
            "deleted": list(alignment.deleted),
            "added": list(alignment.added),
            "candidates": plain(alignment.candidates),
            "inferred": plain(background),
        }
    )


def _around_json(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """Yield what became of each title, heading, preamble and signature block."""
    alignment = comparison.alignment
    for c in comparison.around:
        values = {"a": list(c.pair.a), "b": list(c.pair.b), "weight": c.weight}
        yield {
            "part": name_of_pair(alignment, c.pair),
            "kind": c.pair.kind,
            **values,
            "edits": plain(c.edits),
        }
    for side, draft, kind in (("a", alignment.a, "deleted"), ("b", alignment.b, "added")):
        for n in alone(comparison, side):
            values = {"a": [], "b": [], side: [n], "weight": "substantive", "edits": []}
            yield {"part": name_of(draft, n), "kind": kind, **values}


def _draft_json(draft: Draft) -> dict[str, Any]:
    return {
        "id": draft.id,
        "name": draft.name,
        "brackets": brackets_of(draft),
        "notes": list(draft.notes),
        "parts": [part_values(n, part) for n, part in enumerate(draft.parts)],
    }


def _csv(comparison: Comparison, background: Background) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        [
            "kind",
            "weight",
            "before",
            "after",
            "words before",
            "words after",
            "edits",
            "sure",
            "part",
        ]
    )
    for line in comparison_lines(comparison, background):
        cells = (
            line.kind,
            line.weight,
            line.a_label,
            line.b_label,
            "".join(piece.words for piece in line.a),
            "".join(piece.words for piece in line.b),
            "; ".join(line.edits),
            "" if line.sure is None else f"{line.sure:.2f}",
            line.part,
        )
        writer.writerow([csv_cell(cell) for cell in cells])
    return out.getvalue()


def _html(comparison: Comparison, background: Background) -> str:
    alignment = comparison.alignment
    lines = comparison_lines(comparison, background)
    return page(
        "comparison.html",
        styles=("comparison",),
        title=f"{alignment.a.name} → {alignment.b.name}",
        a=alignment.a.name,
        b=alignment.b.name,
        summary=summary(comparison, background),
        lines=lines,
        told=[line for line in lines if line.weight == "substantive"][:_MOST_TOLD],
        more=max(0, sum(line.weight == "substantive" for line in lines) - _MOST_TOLD),
        inferred=INFERRED if background.before or background.after else "",
        brackets=brackets_key(comparison),
        unsure=_SURE,
        candidates=[
            (label(alignment.a, p.a[0]), label(alignment.b, p.b[0]), f"{p.score:.2f}")
            for p in alignment.candidates
        ],
    )


FORMATS: dict[str, Callable[[Comparison, Background], str]] = {
    "text": _text,
    "json": _json,
    "html": _html,
    "csv": _csv,
}
