"""Drafts compared, and precedents, as documents: what stands in a text under negotiation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from detente.model.drafts import Comparison
from detente.model.snapshot import Entry
from detente.model.text import Mark
from detente.model.versions import NO_BACKGROUND, Background
from detente.views.brackets import brackets_key
from detente.views.comparing import INFERRED
from detente.views.comparison import TITLES, Line, Piece, comparison_lines, label, summary
from detente.views.escape import one_line
from detente.views.office.written import (
    NARRATOR_TEXT,
    Foot,
    Grid,
    Paragraph,
    Run,
    Written,
    feet,
    marks,
    paragraph,
)
from detente.views.papers.precedents import (
    CAVEATS,
    NONE,
    PrecedentProvision,
    Precedents,
    about_text,
    shared_text,
    source_text,
    title_text,
)
from detente.views.phrases import left_out_text, quote

_NOTHING = "–"
_KEY = (
    "Words struck through are not in the later draft; words underlined are not in the earlier one."
)


def comparison_document(
    comparison: Comparison,
    background: Background = NO_BACKGROUND,
    *,
    entries: Mapping[str, Entry] | None = None,
    up_to: Mark = "public",
    left_out: int = 0,
) -> Written:
    """Return two drafts beside each other as a document: a table with a row a point.

    entries: By id, those that the background rests on: each sentence has its footnote. left_out:
    Reports above the mark, of which the background knows nothing.
    """
    alignment = comparison.alignment
    title = f"{alignment.a.name} → {alignment.b.name}"
    names = (alignment.a.name, alignment.b.name, "What changed")
    head = tuple((paragraph("column", name),) for name in names)
    lines = comparison_lines(comparison, background)
    blocks: list[Paragraph | Grid] = [paragraph("title", title)]
    if up_to != "public":
        blocks.append(paragraph("about", f"Handling: holds reports up to {up_to}."))
    blocks += [paragraph("about", said) for said in summary(comparison, background)]
    blocks.append(paragraph("heading", "Point by point"))
    blocks.append(Grid((head, *(_row(line, entries or {}) for line in lines))))
    blocks += _candidates(comparison)
    blocks.append(paragraph("heading", "What it rests on"))
    blocks += [paragraph("basis", f"{d.name}: text {d.id}") for d in (alignment.a, alignment.b)]
    said = [key] if (key := brackets_key(comparison)) else []
    said += [INFERRED] if background.before or background.after else []
    above = [left_out_text(left_out, up_to)] if entries is not None else []
    blocks += [paragraph("basis", one) for one in (_KEY, *said, *above)]
    return Written(title=title, blocks=tuple(blocks), wide=True)


def precedents_document(found: Precedents) -> Written:
    """Return precedents as a document: each point, and below it the provisions like it."""
    title = title_text(found)
    blocks: list[Paragraph | Grid] = [
        paragraph("title", title),
        paragraph("about", about_text(found)),
    ]
    for point in found.points:
        blocks.append(paragraph("heading", f"{point.label}: {point.words}"))
        by = shared_text(point.mechanisms, point.issues)
        blocks += [paragraph("basis", by)] if by else []
        blocks += [_provision(one) for one in point.provisions]
        blocks += [] if point.provisions else [paragraph("line", NONE)]
    blocks.append(paragraph("heading", "What it rests on"))
    blocks += [paragraph("basis", said) for said in CAVEATS]
    blocks += [paragraph("basis", f"note: {note}") for note in found.notes]
    return Written(title=title, blocks=tuple(blocks))


def _row(line: Line, entries: Mapping[str, Entry]) -> tuple[tuple[Paragraph, ...], ...]:
    same = line.weight == "unchanged"
    return (
        (_words(line.a_label, line.a, "gone"),),
        (_words(line.b_label, line.b, "new"),) if not same else (_as_before(line),),
        tuple(_changes(line, entries)),
    )


def _words(name: str, pieces: Iterable[Piece], change: str) -> Paragraph:
    runs = [Run(f"{one_line(name)} ", bold=True)] if name else []
    for piece in pieces:
        # the blanks around words stay as they are: `one_line` would take them away
        words = " ".join(piece.words.split()) or " "
        before, after = (" " if b.isspace() else "" for b in (piece.words[:1], piece.words[-1:]))
        changed = ("gone" if change == "gone" else "new") if piece.changed else None
        runs += [Run(before), Run(words, change=changed), Run(after)]  # type: ignore[arg-type]
    return Paragraph("cell", tuple(run for run in runs if run.text) or (Run(_NOTHING),))


def _as_before(line: Line) -> Paragraph:
    return paragraph("cell", f"{line.b_label} as before")


def _changes(line: Line, entries: Mapping[str, Entry]) -> Iterator[Paragraph]:
    sure = "" if line.sure is None or line.pinned else f", {line.sure:.2f} sure"
    pinned = ", pinned by the desk" if line.pinned else ""
    yield paragraph("cell", f"{TITLES[line.kind]}, {line.weight}{sure}{pinned}")
    if line.terms:
        yield paragraph("cell", f"ceasefire: {', '.join(line.terms)}")
    yield from (paragraph("cell", edit) for edit in line.edits)
    for sign, told in (("?", line.asked), ("·", line.heard)):
        for said in told:
            found = entries.get(said.entry)
            notes = marks(feet((found,))) if found else ()
            yield Paragraph("cell", (Run(f"{sign} {one_line(said.text)}"), *notes))


def _candidates(comparison: Comparison) -> Iterator[Paragraph]:
    alignment = comparison.alignment
    if alignment.candidates:
        yield paragraph("heading", "Perhaps one, too unsure to count")
    for pair in alignment.candidates:
        one, other = label(alignment.a, pair.a[0]), label(alignment.b, pair.b[0])
        yield paragraph("line", f"{one} → {other}, {pair.score:.2f} sure; pin it if they are one")


def _provision(one: PrecedentProvision) -> Paragraph:
    foot = Foot(
        words=one_line(one.words),
        speaker=NARRATOR_TEXT,
        outlet=one_line(source_text(one)),
        published=None,
        address=None,
        report=one.draft,
        of="agreement",
    )
    where = f"{one_line(one.text)}, {one_line(one.label)}: "
    return Paragraph(
        "line", (Run(where, bold=True), Run(quote(one_line(one.words))), Run(foot=foot))
    )
