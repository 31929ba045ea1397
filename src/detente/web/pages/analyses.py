"""What the record adds up to, by one method at a time; the stability of a model of the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Path, Query

from detente.analysis import Method, ask, methods, no_voices
from detente.model.errors import InputError, NoSuchEntry, UnknownName
from detente.model.findings import Assumed, Cell, Counts, Finding, Overtaken, Row, Tier
from detente.model.snapshot import Snapshot
from detente.plugins import choose
from detente.readings.accuracy import accuracy_card
from detente.views.bands import Plot, plots
from detente.views.basis import Basis, basis_of
from detente.views.findings import empty_text, overtaken_in_all
from detente.views.scores import recall_text
from detente.views.tiers import HEADINGS, LISTED, more_text
from detente.web.asked import Asked
from detente.web.asking import Shared, State
from detente.web.page import Page, takes
from detente.web.pages.assuming import assumed_of, marks_of
from detente.web.taking import Found, of_finding
from detente.web.workbench import Workbench

STABILITY = "stability"
# Rows that a page shows; the twin has them all.
_MOST = 200
# Entries that a row links to; its twin names all.
_LINKS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodLine:
    """A method. model: Whether it puts together what nobody said."""

    name: str
    about: str
    model: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """A row of a finding. basis: Ids of the entries, assumed: of assumptions that it rests on.

    overtaken: Which stances of its basis may be over, but for those of all rows. unsure: Entries
    of its basis that the reader is not sure of.
    """

    cells: tuple[Cell, ...]
    basis: tuple[str, ...]
    assumed: tuple[int, ...] = ()
    overtaken: tuple[Overtaken, ...] = ()
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TierLines:
    """What would be found if more counted. total: Number of rows, of which the first are here.

    more: What lists the others; "" if there are none.
    """

    tier: Counts
    heading: str
    total: int
    rows: tuple[FindingLine, ...]
    more: str
    caveats: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyses:
    """The methods, and the finding of one.

    name: Of the method that is shown. accounts: Whether what others say a party holds is counted;
    None where voices make no difference; possible: the same of what is not sure. empty: What
    stands in place of rows. plots: Bands over time, for convergence. opening: What must be read
    before the rows. overtaken: Which stances may be over in all rows. tiers: What would be found
    if more counted.
    """

    methods: tuple[MethodLine, ...]
    name: str
    title: str
    about: str
    model: bool
    accounts: bool | None
    possible: bool | None
    as_of: dt.date
    opening: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[FindingLine, ...]
    more: int
    overtaken: tuple[Overtaken, ...]
    empty: str
    tiers: tuple[TierLines, ...]
    caveats: tuple[str, ...]
    plots: tuple[Plot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """The stability of a model. text: The model, in TOML. begun: Whether the record began it.

    assumed: What the desk says of moves and wants; as many more as left_out have a higher mark.
    parties: Names to choose from. moves: That the desk said are open. caveats: Also of the model.
    """

    methods: tuple[MethodLine, ...]
    assumed: tuple[Assumed, ...]
    left_out: int
    parties: tuple[str, ...]
    moves: tuple[str, ...]
    marks: tuple[str, ...]
    text: str
    begun: bool
    title: str
    columns: tuple[str, ...]
    rows: tuple[FindingLine, ...]
    caveats: tuple[str, ...]


def answer(
    *,
    shared: Shared,
    asked: State,
    name: Annotated[str, Path(description="Of the method.")],
    accounts: Annotated[
        bool, Query(description="Count what others say that a silent party holds.")
    ] = False,
    possible: Annotated[bool, Query(description="Count what is not sure, too.")] = False,
) -> Analyses:
    """Return what one method finds. Errors: UnknownName."""
    every = methods()
    if name not in every:
        raise UnknownName("method", name, [*every, STABILITY])
    return _kept(shared, asked, every[name], accounts=accounts, possible=possible)


def first(*, shared: Shared, asked: State) -> Analyses:
    """Return what cannot hold together: the method that is asked for most."""
    method = methods()["conflicts"]
    return _kept(shared, asked, method, accounts=False, possible=False)


def answer_stability(
    *,
    shared: Shared,
    asked: State,
    model: Annotated[str | None, Query(description="A model in TOML.", max_length=20_000)] = None,
    accounts: Annotated[bool, Query(description="Refused: it changes nothing here.")] = False,
    possible: Annotated[bool, Query(description="Refused: it changes nothing here.")] = False,
) -> Stability:
    """Return the stability of a model, or a model begun from the record. Errors: InputError."""
    if accounts or possible:
        raise InputError(no_voices(STABILITY, accounts=accounts, possible=possible))
    from detente.analysis.stability import propose  # noqa: PLC0415  (as in _solved)

    snapshot = shared.snapshot(asked)
    begun = not model or not model.strip()
    text = propose(snapshot) if begun or model is None else _lines(model)
    finding = Finding(method=STABILITY, title="Stability", columns=())
    if not begun:
        finding = _solved(text, snapshot)
    return Stability(
        methods=method_lines(),
        text=text,
        begun=begun,
        title=finding.title,
        columns=finding.columns,
        rows=_rows(finding),
        caveats=finding.notes,
        assumed=assumed_of(snapshot, "move", "wants"),
        left_out=snapshot.assumptions_left_out,
        parties=party_names(snapshot),
        moves=tuple(one.text for one in snapshot.assumptions if one.kind == "move"),
        marks=marks_of(shared),
    )


def found(
    *,
    shared: Shared,
    asked: State,
    name: Annotated[str, Path(description="Of the method.")],
    accounts: Annotated[bool, Query(description="As on the page.")] = False,
    possible: Annotated[bool, Query(description="As on the page.")] = False,
) -> Found:
    """Return all that one method finds. Errors: UnknownName."""
    method = choose("method", name, methods())
    state = _of(shared, shared.snapshot(asked), method)
    finding = ask(method, state, accounts=accounts, possible=possible)
    finding = replace(finding, caveats=(*_measured(finding), *finding.caveats))
    return Found(finding, state, method.model)


def found_stable(
    *,
    shared: Shared,
    asked: State,
    model: Annotated[str, Query(description="A model in TOML.", max_length=20_000)] = "",
) -> Found:
    """Return the stability of a model. Errors: InputError; NoSuchEntry if there is none."""
    if not model.strip():
        raise NoSuchEntry("there is no model yet; complete it on the page, and solve it")
    return Found(_solved(_lines(model), shared.snapshot(asked)), None, model=True)


def _lines(model: str) -> str:
    """Return a model as written: browsers send lines with a return before each line feed."""
    return model.replace("\r\n", "\n")


def _solved(text: str, snapshot: Snapshot) -> Finding:
    """Return the stability of a model, with whom the record does not know."""
    # NumPy takes a tenth of a second to load, and the workbench opens without
    from detente.analysis.stability import read_model, stability, strangers  # noqa: PLC0415

    model = read_model(text)
    finding = stability(model)
    return replace(finding, caveats=(*strangers(model, snapshot), *finding.caveats))


def party_names(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the names of those that hold something, to choose from."""
    return tuple(party.name for party in snapshot.parties if party.is_party)


def _kept(
    shared: Workbench, asked: Asked, method: Method, *, accounts: bool, possible: bool
) -> Analyses:
    snapshot = shared.snapshot(asked)
    return shared.worked.of(
        ("analysis", asked, method.name, accounts, possible),
        (snapshot,),
        lambda: _shown(
            method, _of(shared, snapshot, method), accounts=accounts, possible=possible
        ),
    )


def _of(shared: Workbench, snapshot: Snapshot, method: Method) -> Snapshot:
    """Return what a method is asked of: of some, with who spoke for whom."""
    return shared.record.with_spoken(snapshot) if method.speech else snapshot


def _shown(method: Method, snapshot: Snapshot, *, accounts: bool, possible: bool) -> Analyses:
    finding = ask(method, snapshot, accounts=accounts, possible=possible)
    basis = basis_of(finding, snapshot)
    return Analyses(
        methods=method_lines(),
        name=method.name,
        title=finding.title,
        about=method.about,
        model=method.model,
        accounts=accounts if method.told is not None else None,
        possible=possible if method.told is not None else None,
        opening=finding.opening if finding.rows else (),
        as_of=snapshot.as_of,
        columns=finding.columns,
        rows=_rows(finding, basis),
        more=max(0, len(finding.rows) - _MOST),
        overtaken=overtaken_in_all(finding),
        empty=empty_text(snapshot, apart=bool(finding.tiers)),
        tiers=tuple(_tier(tier, basis) for tier in finding.tiers),
        caveats=(*_measured(finding), *finding.notes),
        plots=plots(finding) if finding.method == "convergence" else (),
    )


def _measured(finding: Finding) -> tuple[str, ...]:
    """Return how much the reader misses, beside what is said of gaps."""
    return (recall_text(accuracy_card(), "positions"),) if finding.method == "gaps" else ()


def _rows(finding: Finding, basis: Basis | None = None) -> tuple[FindingLine, ...]:
    every = overtaken_in_all(finding)
    return tuple(finding_line(row, every, basis) for row in finding.rows[:_MOST])


def _tier(tier: Tier, basis: Basis) -> TierLines:
    return TierLines(
        tier=tier.counts,
        heading=HEADINGS[tier.counts],
        total=len(tier.rows),
        rows=tuple(finding_line(row, (), basis) for row in tier.rows[:LISTED]),
        more=more_text(tier),
        caveats=tier.caveats,
    )


def finding_line(
    row: Row, every: Collection[Overtaken], basis: Basis | None = None
) -> FindingLine:
    """Return what a page shows of a row. every: What may be over in all rows, told apart.

    basis: What rows rest on; None if nothing is marked as not sure.
    """
    return FindingLine(
        cells=row.cells,
        basis=row.basis,
        assumed=row.assumed,
        overtaken=tuple(one for one in row.overtaken if one not in every),
        unsure=basis.unsure(row) if basis else (),
    )


def method_lines() -> tuple[MethodLine, ...]:
    """Return the methods in the order of their table, that of models last."""
    every = methods().values()
    lines = [MethodLine(name=m.name, about=m.about, model=m.model) for m in every]
    about = "Which outcomes would hold, of a model that you write."
    return (*lines, MethodLine(name=STABILITY, about=about, model=True))


_FORMS = ("html", "xlsx", "csv")
PATH = "/analyses/{name}"
STABLE_PATH = f"/analyses/{STABILITY}"
LIST = Page(
    path="/analyses",
    title="Analyses",
    answer=first,
    template="analyses.html",
    key="y",
    takes=takes("/analyses/conflicts", *_FORMS),
)
STABLE = Page(
    path=STABLE_PATH,
    title="Stability",
    answer=answer_stability,
    template="stability.html",
    takes=takes(STABLE_PATH, *_FORMS),
    needs="rows",
)
ONE = Page(
    path=PATH,
    title="Analysis",
    answer=answer,
    template="analyses.html",
    takes=takes(PATH, *_FORMS),
)
FILES = (*of_finding(STABLE_PATH, found_stable), *of_finding(PATH, found))
