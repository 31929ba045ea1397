"""Brief, matrix, papers and readouts as documents with a footnote for each sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from detente.model.findings import Finding
from detente.model.snapshot import Delta, Snapshot
from detente.views.brief.formats import brief_page
from detente.views.brief.lines import Line
from detente.views.brief.page import Marked, rests_on, unshown_text
from detente.views.escape import one_line
from detente.views.matrix.cells import (
    Cell,
    every_held,
    held_text,
    matrix_lines,
    parties_of,
    silence_text,
    silent_text,
    spoken_lines,
    teller_text,
    unplaced_refusals,
)
from detente.views.matrix.cells import Line as Row
from detente.views.office.printed import PAGE, height
from detente.views.office.written import (
    NARRATOR_TEXT,
    Foot,
    Grid,
    Paragraph,
    Role,
    Run,
    Written,
    feet,
    marks,
    paragraph,
)
from detente.views.papers import formats as papers
from detente.views.papers.accounts import Point
from detente.views.papers.fitting import fit
from detente.views.papers.paper import Paper, Part
from detente.views.papers.readouts import (
    CAVEATS,
    TITLES,
    Readouts,
    about_for_others,
    asides,
    speaker_text,
)
from detente.views.papers.readouts import Row as Shared
from detente.views.phrases import date_text, left_out_text, many, quote
from detente.views.signs import LEGEND, hangs_on, review_sign
from detente.views.words import say

# A page on its long side has room for this many columns that read as text.
_MOST_COLUMNS = 5


def brief_document(
    snapshot: Snapshot, delta: Delta | None = None, *, findings: tuple[Finding, ...]
) -> Written:
    """Return the brief as a document. Arguments: as for `show_brief`."""
    marked: Marked = brief_page(snapshot, delta, findings=findings)
    brief = marked.brief
    blocks: list[Paragraph | Grid] = [*_top(brief.title, [brief.parties], snapshot)]
    for section in brief.sections:
        blocks.append(paragraph("heading", section.title))
        blocks += [made for line in section.lines for made in _line(line)]
        blocks += _asides(unshown_text(section))
    blocks += _basis(rests_on(snapshot))
    return Written(title=brief.title, blocks=tuple(blocks))


def paper_document(paper: Paper) -> Written:
    """Return a paper as a document; one that was cut to pages keeps to them, notes and all."""
    if paper.pages is not None:
        paper = fit(paper, paper.pages, lines=lambda cut: height(_papers(cut)), page=PAGE)
    return _papers(paper)


def _papers(paper: Paper) -> Written:
    blocks: list[Paragraph | Grid] = [*_top(paper.title, paper.about, paper.snapshot)]
    for part in papers.shown_parts(paper):
        blocks.append(paragraph("heading", part.title))
        blocks += _part(part)
    said = filter(None, (*rests_on(paper.snapshot), papers.cut_text(paper), *paper.caveats))
    blocks += _basis(said)
    return Written(title=one_line(paper.title), blocks=tuple(blocks))


def matrix_document(snapshot: Snapshot) -> Written:
    """Return the matrix as a document: a table where its columns fit, else a block a row."""
    parties = parties_of(snapshot)
    every = matrix_lines(snapshot)
    rows = spoken_lines(every)
    title = f"Who stands where on {date_text(snapshot.as_of)}"
    blocks: list[Paragraph | Grid] = [*_top(title, (), snapshot)]
    wide = 0 < len(parties) <= _MOST_COLUMNS and bool(rows)
    if wide:
        names = ("On what", *(party.name for party in parties))
        head = tuple((paragraph("column", name),) for name in names)
        blocks.append(Grid((head, *(_matrix_row(row) for row in rows))))
    else:
        blocks += _matrix_blocks(rows)
    blocks += _matrix_ends(snapshot, len(every) - len(rows))
    return Written(title=title, blocks=tuple(blocks), wide=wide)


def readouts_document(readouts: Readouts) -> Written:
    """Return the accounts of a contact as a document: a table a kind of point."""
    title = f"Readouts: {one_line(say(readouts.contact))}"
    blocks: list[Paragraph | Grid] = [*_top(title, about_for_others(readouts), readouts.snapshot)]
    head = tuple((paragraph("column", name),) for name in readouts.sides)
    for kind, heading in TITLES.items():
        rows = readouts.of(kind)
        if not rows:
            continue
        blocks.append(paragraph("heading", heading))
        blocks.append(Grid((head, *chain.from_iterable(map(_beside, rows)))))
    coverage = left_out_text(readouts.snapshot.coverage.left_out, readouts.snapshot.up_to)
    blocks += _basis((*CAVEATS, coverage))
    return Written(title=title, blocks=tuple(blocks), wide=len(readouts.sides) > 2)


def _top(title: str, said: Iterable[str], snapshot: Snapshot) -> Iterator[Paragraph]:
    yield paragraph("title", title)
    if snapshot.up_to != "public":
        yield paragraph("about", f"Handling: holds reports up to {snapshot.up_to}.")
    yield from (paragraph("about", one) for one in said if one)


def _basis(said: Iterable[str]) -> Iterator[Paragraph]:
    yield paragraph("heading", "What it rests on")
    yield from (paragraph("basis", one) for one in (*said, LEGEND))


def _asides(said: str) -> Iterator[Paragraph]:
    if said:
        yield paragraph("basis", said)


def _part(part: Part) -> Iterator[Paragraph]:
    if not part.lines and not part.more:
        yield paragraph("basis", part.empty)
    for line in part.lines:
        yield from _line(line)
    yield from _asides(papers.more_text(part))


def _line(line: Line, role: Role = "line") -> Iterator[Paragraph]:
    sign = f"{review_sign(line.entries)} " if line.entries else ""
    head = [Run(f"{one_line(line.head)}: ", bold=True)] if line.head else []
    weak = "".join(found.sign for found in hangs_on(line.entries))
    words = Run(f"{one_line(line.words)}{weak}")
    runs = (Run(sign), *head, words, *marks(feet(line.entries)))
    yield Paragraph(role, runs, leads=bool(line.under))
    for under in line.under:
        yield from _line(under, "under")


def _matrix_row(row: Row) -> tuple[tuple[Paragraph, ...], ...]:
    side = [] if row.path == row.proposition.text else [paragraph("cell", row.proposition.text)]
    first = Paragraph("cell", (Run(one_line(row.path), bold=True),))
    return ((first, *side), *(tuple(_matrix_cell(cell)) for cell in row.cells))


def _matrix_blocks(rows: Iterable[Row]) -> Iterator[Paragraph]:
    """Yield the rows one below the other, each issue's under its name."""
    path = None
    for row in rows:
        if row.path != path:
            yield paragraph("heading", row.path)
        path = row.path
        yield from _matrix_block(row)


def _matrix_block(row: Row) -> Iterator[Paragraph]:
    if row.path != row.proposition.text:
        yield paragraph("subheading", row.proposition.text)
    spoken = [cell for cell in row.cells if cell.standing or cell.refusals]
    for cell in spoken:
        yield Paragraph("line", (Run(one_line(cell.party.name), bold=True),), leads=True)
        every = list(_matrix_cell(cell))
        for n, made in enumerate(every):
            yield Paragraph("under", made.runs, leads=n == 0 and len(every) > 1)
    silent = [cell for cell in row.cells if not (cell.standing or cell.refusals)]
    if silent:
        who = many(len(silent), "party", "parties") if len(silent) > 1 else silent[0].party.name
        yield paragraph("basis", f"{who}: {silent[0].empty}")


def _matrix_cell(cell: Cell) -> Iterator[Paragraph]:
    standing = cell.standing
    if cell.empty and not cell.refusals:
        yield paragraph("cell", cell.empty)
    if standing and standing.mixed:
        yield paragraph("cell", f"mixed signals in its own voice: {len(standing.own)}")
    if standing and not standing.own:
        yield paragraph("cell", silence_text(standing))
    for entry in cell.refusals:
        words = f"did not say: {quote(one_line(entry.claim.main.text))}"
        yield Paragraph("cell", (Run(words), *marks(feet((entry,)))))
    for held in every_held(standing):
        by = "" if held.position.voice == "own" else f"per {teller_text(held)}: "
        words = one_line(f"{by}{held_text(held)}")
        yield Paragraph("cell", (Run(words), *marks(feet((held.entry,)))))
    if standing and standing.conflict:
        yield paragraph("cell", "accounts contradict each other")


def _matrix_ends(snapshot: Snapshot, left_out: int) -> Iterator[Paragraph]:
    refused = list(unplaced_refusals(snapshot))
    if refused:
        yield paragraph("heading", "Refused to speak, of something outside the register")
    for party, entry in refused:
        words = f" {quote(one_line(entry.claim.main.text))}"
        head = Run(f"{one_line(party)}:", bold=True)
        yield Paragraph("line", (head, Run(words), *marks(feet((entry,)))))
    waiting = len(snapshot.tray)
    said = f"{many(waiting, 'position')} without a place in the register: in no cell."
    ends = (silent_text(left_out), said if waiting else "")
    yield from _basis((*rests_on(snapshot), *filter(None, ends)))


def _beside(row: Shared) -> Iterator[tuple[tuple[Paragraph, ...], ...]]:
    """Yield the cells of a row: of what one side said, beneath it of what; else what differs.

    What differs is of several sides, so it is a row of its own, through all columns.
    """
    cells = [tuple(_points(cell)) for cell in row.cells]
    told = tuple(paragraph("cell", said) for said in asides(row))
    if not told:
        yield tuple(cells)
    elif row.since:
        place = next(n for n, cell in enumerate(row.cells) if cell)
        yield (*cells[:place], (*cells[place], *told), *cells[place + 1 :])
    else:
        yield tuple(tuple(replace(made, leads=True) for made in cell) for cell in cells)
        yield (told,)


def _points(points: Sequence[Point]) -> tuple[Paragraph, ...]:
    if not points:
        return (paragraph("cell", "–"),)
    return tuple(
        Paragraph("cell", (Run(quote(one_line(point.words.text))), Run(foot=_point_foot(point))))
        for point in points
    )


def _point_foot(point: Point) -> Foot:
    return Foot(
        words=one_line(point.words.text),
        speaker=one_line(speaker_text(point)) if point.entry else NARRATOR_TEXT,
        outlet=one_line(point.outlet),
        published=point.published,
        address=point.address,
        report=point.words.report,
        review=point.review if point.entry else "official text",
        translated=point.translated,
    )
