"""Two drafts abreast: what changed, what moved; pairs of points pinned and broken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Query
from starlette.responses import Response

from detente.comparing import rests_on
from detente.exporting import left_out
from detente.model.drafts import Draft
from detente.model.errors import UnknownName
from detente.model.versions import Background, Hearing, Pinning, Version
from detente.views.abreast import ABOUT, FATES, Abreast, Kind, Row, Strand
from detente.views.brackets import brackets_key
from detente.views.comparing import show_comparison
from detente.views.comparison import heard_before, label, summary
from detente.views.office.texts import comparison_document
from detente.views.strip import Strip, strip
from detente.views.terms import terms_at
from detente.web.asked import Asked
from detente.web.asking import Shared, State
from detente.web.page import File, Page, takes
from detente.web.pages.point import Heard, heard_of
from detente.web.taking import document, file, file_name, printed, wanted
from detente.web.workbench import Workbench

# Rows of a page: more words than that nobody reads in one go, and a browser is slow to lay out.
ROWS = 120
# Stances on a point that are shown beside it; its history has more.
_HEARD = 3
# Candidates that are offered at once.
_OFFERED = 20
PATH = "/drafts/compare"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two drafts. points: Number of them."""

    id: str
    name: str
    proponent: str | None
    dated: str | None
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point, as a form or a list names it. part: Its place in its draft."""

    label: str
    part: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Two points that may be one. score: 0 to 1."""

    a: Point
    b: Point
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What the desk said of two points: that they are one ("pin"), or are not ("break")."""

    kind: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Other:
    """A point of a pair that stands in another row, and where."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row. others: Where the rest of its pair stands, in an address.

    heard: Who speaks of the point, or had asked for what changed: inferences; `more` of them.
    terms: Of a ceasefire that the point sets: an inference.
    """

    row: Row
    others: tuple[Other, ...]
    heard: tuple[Heard, ...]
    more: int
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two drafts; both None if none were chosen yet.

    choices: Drafts to choose from, id and name. kinds: What can be shown alone, with counts of
    points; chosen: which are. total: Rows of these kinds; lines: those of this page, from `start`.
    brackets: How they are marked, "" without any. address: Of this page with all kinds.
    inferred: Whether stances stand on points.
    """

    choices: tuple[tuple[str, str], ...]
    a: Side | None
    b: Side | None
    summary: tuple[str, ...] = ()
    brackets: str = ""
    strip: Strip | None = None
    kinds: tuple[Kind, ...] = ()
    chosen: tuple[str, ...] = ()
    total: int = 0
    start: int = 0
    lines: tuple[Line, ...] = ()
    strands: tuple[Strand, ...] = ()
    address: str = ""
    inferred: bool = False
    before: str | None = None
    after: str | None = None
    offers: tuple[Offer, ...] = ()
    more_offers: int = 0
    said: tuple[Word, ...] = ()


def answer(
    *,
    shared: Shared,
    asked: State,
    a: Annotated[str, Query(description="The earlier draft: id, NAME@LABEL.")] = "",
    b: Annotated[str, Query(description="The later draft.")] = "",
    kinds: Annotated[
        list[str] | None, Query(description=f"Only these: {', '.join((*FATES, *ABOUT))}.")
    ] = None,
    start: Annotated[int, Query(ge=0, description="First row that is shown.")] = 0,
) -> Compared:
    """Return two drafts side by side. Errors: UnknownName, NoSuchEntry, InputError."""
    choices = tuple((v.id, v.name) for v in shared.comparing.versions(asked))
    if not (a and b):
        return Compared(choices=choices, a=None, b=None)
    one, other = shared.record.draft(a, asked.up_to), shared.record.draft(b, asked.up_to)
    chosen = _kinds(kinds or [])
    laid = shared.comparing.laid(one, other, asked.up_to)
    found, told = laid.abreast, laid.told
    alignment = found.comparison.alignment
    numbers = found.chosen(set(chosen))
    start = start // ROWS * ROWS if start < len(numbers) else 0
    shown = numbers[start : start + ROWS]
    address = _Address(asked, one.id, other.id, chosen)
    index = {number: place for place, number in enumerate(numbers)}
    candidates = alignment.candidates
    return Compared(
        choices=choices,
        a=_side(one, alignment.a),
        b=_side(other, alignment.b),
        summary=summary(found.comparison, told),
        brackets=brackets_key(found.comparison),
        strip=strip(found.comparison),
        kinds=found.kinds(),
        chosen=chosen,
        total=len(numbers),
        start=start,
        lines=tuple(
            _line(row, tuple(_others(row, index, start, address)), told)
            for row in found.rows(shown)
        ),
        inferred=bool(told.before or told.after),
        strands=found.strands(shown),
        address=asked.address(PATH, a=one.id, b=other.id),
        before=address.page(start - ROWS) if start else None,
        after=address.page(start + ROWS) if start + ROWS < len(numbers) else None,
        offers=tuple(
            Offer(
                a=_point(alignment.a, pair.a[0]),
                b=_point(alignment.b, pair.b[0]),
                score=pair.score,
            )
            for pair in candidates[:_OFFERED]
        ),
        more_offers=max(0, len(candidates) - _OFFERED),
        said=tuple(_words(found, laid.said)),
    )


@dataclass(frozen=True, slots=True)
class _Address:
    """Addresses of the pages of one comparison."""

    asked: Asked
    a: str
    b: str
    kinds: tuple[str, ...]

    def page(self, start: int) -> str:
        """Return the address of the page that begins with a row."""
        more = {"kinds": ",".join(self.kinds), "start": start or None}
        return self.asked.address(PATH, a=self.a, b=self.b, **more)


def _kinds(given: Iterable[str]) -> tuple[str, ...]:
    """Return kinds, each once, in the order of the page. Errors: UnknownName."""
    wanted = {kind for one in given for kind in one.split(",") if kind}
    for kind in sorted(wanted - {*FATES, *ABOUT}):
        raise UnknownName("kind of change", kind, (*FATES, *ABOUT))
    return tuple(kind for kind in (*FATES, *ABOUT) if kind in wanted)


def _side(version: Version, draft: Draft) -> Side:
    return Side(
        id=version.id,
        name=version.name,
        proponent=version.proponent,
        dated=version.dated.isoformat() if version.dated else None,
        points=len(draft.points),
    )


def _others(row: Row, index: dict[int, int], start: int, address: _Address) -> Iterable[Other]:
    for partner in row.partners:
        anchor = f"#{partner.side}-{partner.part}"
        place = index[partner.row]  # what is one pair is of one kind
        here = start <= place < start + ROWS
        page = "" if here else address.page(place // ROWS * ROWS)
        yield Other(partner.label, f"{page}{anchor}")


def _line(row: Row, others: tuple[Other, ...], told: Background) -> Line:
    """Return a row with who speaks of its point of the second draft, else of the first."""
    asking: dict[str, Hearing] = {}
    for one in told.askings:
        if (row.b and row.b.part in one.b) or (row.b is None and row.a and row.a.part in one.a):
            asking[one.hearing.entry] = one.hearing
    spoken = told.after if row.b else told.before
    cell = row.b or row.a
    own = {h.entry: h for h in spoken if cell is not None and h.part == cell.part}
    if row.b is None and row.weight is not None:  # its pair stands elsewhere, with what is said
        own, asking = {}, {}
    earlier = heard_before(told, _parts(row, "a"), _parts(row, "b")) if row.b else ()
    heard = [heard_of(h, where=" in the earlier draft") for h in earlier]
    heard += [heard_of(h, asked=key in asking) for key, h in {**asking, **own}.items()]
    before, after = told.terms
    terms = (
        *(terms_at(before, [row.a.part]) if row.a else ()),
        *(terms_at(after, [row.b.part]) if row.b else ()),
    )
    more = max(0, len(heard) - _HEARD)
    return Line(row, others, tuple(heard[:_HEARD]), more, tuple(dict.fromkeys(terms)))


def _parts(row: Row, side: Literal["a", "b"]) -> tuple[int, ...]:
    """Return the points of one draft in a row's pair; of a split, what stands in the row."""
    own = row.a if side == "a" else row.b
    here = () if own is None else (own.part,)
    if side == "a" and row.kind == "split":
        return here
    return (*here, *(one.part for one in row.partners if one.side == side))


def _point(draft: Draft, part: int) -> Point:
    return Point(label=label(draft, part), part=part, words=draft.parts[part].body)


def _words(found: Abreast, said: Sequence[Pinning]) -> Iterable[Word]:
    alignment = found.comparison.alignment
    a = {alignment.a.parts[n].start: n for n in alignment.a.points}
    b = {alignment.b.parts[n].start: n for n in alignment.b.points}
    for one in said:
        if one.a_start in a and one.b_start in b:
            yield Word(
                kind=one.kind,
                a=label(alignment.a, a[one.a_start]),
                b=label(alignment.b, b[one.b_start]),
            )


_A = Annotated[str, Query(description="The earlier draft: id, NAME@LABEL.")]
_B = Annotated[str, Query(description="The later draft.")]


def as_docx(shared: Shared, asked: State, *, a: _A, b: _B) -> Response:
    """Return two drafts side by side as DOCX. Errors: UnknownName, NoSuchEntry, InputError."""
    one, other = shared.record.draft(a, asked.up_to), shared.record.draft(b, asked.up_to)
    laid = shared.comparing.laid(one, other, asked.up_to)
    written = comparison_document(
        laid.abreast.comparison,
        laid.told,
        entries=rests_on(shared.record, laid.told, up_to=asked.up_to),
        up_to=asked.up_to,
        left_out=left_out(shared.record, wanted(asked)),
    )
    return document(shared, f"{one.name} {other.name}", written)


def as_html(shared: Shared, asked: State, *, a: _A, b: _B) -> Response:
    """Return two drafts side by side as one HTML file. Errors: as for DOCX."""
    return printed(*_shown(shared, asked, (a, b), "html"))


def as_csv(shared: Shared, asked: State, *, a: _A, b: _B) -> Response:
    """Return the points of two drafts as rows of CSV. Errors: as for DOCX."""
    name, text = _shown(shared, asked, (a, b), "csv")
    return file(f"{file_name(name)}.csv", text.encode())


def _shown(shared: Workbench, asked: Asked, drafts: tuple[str, str], form: str) -> tuple[str, str]:
    one, other = (shared.record.draft(draft, asked.up_to) for draft in drafts)
    laid = shared.comparing.laid(one, other, asked.up_to)
    shown = show_comparison(laid.abreast.comparison, laid.told, format=form)
    return f"{one.name} {other.name}", shown


PAGE = Page(
    path=PATH,
    title="Compare drafts",
    answer=answer,
    template="compared.html",
    scripts=("drafts.js",),
    takes=takes(PATH, "docx", "html", "csv"),
    needs="a",
)
FILES = (
    File(path=f"{PATH}.docx", title="Two drafts as DOCX", answer=as_docx),
    File(path=f"{PATH}.html", title="Two drafts as one HTML file", answer=as_html),
    File(path=f"{PATH}.csv", title="Two drafts as CSV", answer=as_csv),
)
