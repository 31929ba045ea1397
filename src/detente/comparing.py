"""Where the stages meet for drafts: opened, kept, compared, traced through a record.

As in `flow`, each stage knows nothing of the others: what reports, drafts, record and views have
to say of a text under negotiation is put together here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from detente.drafts.ceasefire import ceasefire_terms
from detente.drafts.naming import point_named
from detente.drafts.points import cut
from detente.model.claims import Proposal
from detente.model.drafts import Comparison, Draft
from detente.model.errors import InputError, UnknownName
from detente.model.snapshot import Entry, Issue, Snapshot
from detente.model.text import Mark
from detente.model.versions import NO_BACKGROUND, Background, Covered, Linking, Pinning, Told
from detente.reports.documents import Document, read_document
from detente.views.plans import plans

if TYPE_CHECKING:
    from detente.drafts.threads import Stage
    from detente.drafts.vectors import Embed
    from detente.model.versions import Lineage, LinkingKind, Version
    from detente.record import Record

_ID = re.compile(r"[0-9a-f]{6,}")


def of_files(a: Draft, b: Draft, *, embed: Embed | None = None) -> Compared:
    """Return two drafts compared of which a record knows nothing."""
    terms = (ceasefire_terms(a), ceasefire_terms(b))
    return Compared(compare(a, b, embed=embed), Background(terms=terms))


@dataclass(frozen=True, slots=True)
class Compared:
    """Two drafts compared, and what a record adds to that.

    entries: Those that the background rests on, by id; None where no record was asked. left_out:
    Reports above the mark, of which the background knows nothing.
    """

    comparison: Comparison
    background: Background = NO_BACKGROUND
    entries: dict[str, Entry] | None = None
    left_out: int = 0


def open_draft(path: str) -> Draft:
    """Return the draft in a file.

    Errors: InputError if it cannot be read or has no points; UnknownName for a kind of file.
    """
    return _opened(path)[1]


def kept_draft(record: Record, version: Version) -> Draft:
    """Return a draft of the record in its parts."""
    return cut(version.name, record.draft_text(version.id), version.notes)


def add_draft(record: Record, path: str, proposal: str, *, by: str, **more: Any) -> Version:
    """Put the draft in a file into a record. more: As in `Record.add_draft`.

    Errors: as there, and as `open_draft`.
    """
    document, draft = _opened(path)  # what is noted of its points is found anew when it is cut
    more |= {"file": document.name, "notes": document.notes}
    return record.add_draft(proposal, draft.text, by=by, **more)


def _opened(path: str) -> tuple[Document, Draft]:
    document = read_document(Path(path))
    draft = cut(document.name, document.text, document.notes)
    if not draft.points:
        raise InputError(f"{path}: no points were found; a draft needs a sentence of its own")
    return document, draft


def say_of_points(
    record: Record,
    kind: Literal["pin", "break"],
    versions: tuple[Version, Version],
    *,
    parts: tuple[str, str],
    by: str,
    why: str | None = None,
) -> None:
    """Pin or break two points of drafts in a record. parts: As `point_named` reads them.

    Errors: UnknownName; InputError.
    """
    starts = []
    for version, name in zip(versions, parts, strict=True):
        draft = kept_draft(record, version)
        starts.append(draft.parts[point_named(draft, name)].start)
    a, b = versions
    said = Pinning(kind=kind, a=a.id, b=b.id, a_start=starts[0], b_start=starts[1])
    record.pin(said, parts=parts, by=by, why=why)


def say_of_drafts(
    record: Record,
    kind: LinkingKind,
    names: tuple[str, str],
    *,
    by: str,
    why: str | None = None,
    up_to: Mark = "restricted",
) -> tuple[str, str]:
    """Say how a draft stands to an earlier one; return what the two are called.

    names: The later, then the earlier: of drafts, or ids of plans that reports tell of.
    up_to: Whoever says so sees no more than that.

    Errors: UnknownName; NoSuchEntry; InputError for one and the same.
    """
    later, earlier = (_draft_or_plan(record, name, up_to) for name in names)
    record.link_drafts(Linking(kind=kind, later=later[0], earlier=earlier[0]), by=by, why=why)
    return later[1], earlier[1]


def _draft_or_plan(record: Record, name: str, up_to: Mark) -> tuple[str, str]:
    """Return the id of a draft, or of the entry of a plan, and what it is called."""
    try:
        version = record.draft(name, up_to)
    except UnknownName:
        if not _ID.fullmatch(name):
            raise
        entry = record.entry(name, up_to=up_to)
        if not isinstance(entry.claim, Proposal):
            raise InputError(
                f"entry {name} is no plan; 'detente draft list' has their ids"
            ) from None
        return entry.id, f"“{entry.claim.name}”"
    return version.id, version.name


def compare(
    a: Draft, b: Draft, said: Iterable[Pinning] = (), *, embed: Embed | None = None
) -> Comparison:
    """Return two drafts compared. said: What the desk says of their points.

    embed: What knows the meaning of sentences; without it, words alone decide what is paired.
    """
    # what aligns takes half a second to load, and most commands compare nothing
    from detente.drafts.aligning import Pins, align  # noqa: PLC0415
    from detente.drafts.around import compare_whole  # noqa: PLC0415

    places = ({d.parts[n].start: n for n in d.points} for d in (a, b))
    one, other = places
    pairs: dict[str, set[tuple[int, int]]] = {"pin": set(), "break": set()}
    for pinning in said:
        if pinning.a_start in one and pinning.b_start in other:
            pairs[pinning.kind].add((one[pinning.a_start], other[pinning.b_start]))
    pins = Pins(pinned=frozenset(pairs["pin"]), broken=frozenset(pairs["break"]))
    return compare_whole(align(a, b, embed=embed, pins=pins))


def compare_kept(
    record: Record, one: Version, other: Version, *, embed: Embed | None = None
) -> Comparison:
    """Return two drafts of the record compared, as the desk pinned their points."""
    said = [s.turned(one.id) for s in record.pinnings() if {s.a, s.b} == {one.id, other.id}]
    return compare(kept_draft(record, one), kept_draft(record, other), said, embed=embed)


def background(
    record: Record,
    one: Version,
    other: Version,
    *,
    up_to: Mark = "public",
    told: Comparison | None = None,
) -> Background:
    """Return what a record adds to the comparison of two of its drafts: inferences.

    told: The comparison, if it was made before.
    """
    from detente.drafts.covering import Points  # noqa: PLC0415  (as in compare)
    from detente.drafts.hearing import askings, hearings  # noqa: PLC0415

    told = compare_kept(record, one, other) if told is None else told
    a, b = told.alignment.a, told.alignment.b
    positions = record.entries("positions", up_to=up_to)
    before = hearings(a, positions, since=one.dated, until=other.dated)
    after = hearings(b, positions, since=other.dated)
    of_a, of_b = Points(a), Points(b)
    issues = ((issue.name, of_a.on(issue), of_b.on(issue)) for issue in record.issues(up_to))
    return Background(
        before=before,
        after=after,
        askings=askings(told, before, after, dated=other.dated),
        issues=tuple(row for row in issues if row[1] or row[2]),
        terms=(ceasefire_terms(a), ceasefire_terms(b)),
    )


def compared(
    record: Record,
    one: Version,
    other: Version,
    *,
    up_to: Mark = "public",
    embed: Embed | None = None,
) -> Compared:
    """Return two drafts of a record compared, with what the record adds, up to a mark."""
    told = compare_kept(record, one, other, embed=embed)
    added = background(record, one, other, up_to=up_to, told=told)
    return Compared(
        told,
        added,
        entries=rests_on(record, added, up_to=up_to),
        left_out=record.reports_left_out(up_to),
    )


def rests_on(record: Record, added: Background, *, up_to: Mark = "public") -> dict[str, Entry]:
    """Return the entries that a background rests on, by id."""
    asking = (one.hearing for one in added.askings)
    wanted = {one.entry for one in (*added.before, *added.after, *asking)}
    return {id_: record.entry(id_, up_to=up_to) for id_ in sorted(wanted)}


def lineage(record: Record, up_to: Mark = "public") -> Lineage:
    """Return the drafts of a record and those known from its reports, in their lineage."""
    from detente.drafts.lineage import trace  # noqa: PLC0415  (as in compare)

    kept = {version: kept_draft(record, version) for version in record.drafts(up_to)}
    snapshot = record.snapshot(up_to=up_to)
    told = told_of(snapshot)
    found = trace(
        kept,
        told,
        record.entries("statements", up_to=up_to) if told else (),
        said=record.linkings(),
        parties={
            name.casefold(): party.acts_for or party.name
            for party in snapshot.parties
            for name in party.names
        },
        left_out=record.drafts_left_out(up_to),
    )
    nodes = (
        replace(node, terms=ceasefire_terms(node.draft)) if node.draft else node
        for node in found.nodes
    )
    return replace(found, nodes=tuple(nodes))


def history(
    record: Record, proposal: str, up_to: Mark = "public", *, embed: Embed | None = None
) -> tuple[Stage, ...]:
    """Return the versions of a proposal in their order, each compared with that it was made from.

    Stances on points, and who had asked for what changed, are inferences. Errors: UnknownName.
    """
    from detente.drafts.hearing import askings, hearings  # noqa: PLC0415  (as in compare)
    from detente.drafts.lineage import earlier_of, versions_of  # noqa: PLC0415
    from detente.drafts.threads import Stage  # noqa: PLC0415

    traced = lineage(record, up_to)
    versions = versions_of(traced, proposal)
    places = {version.id: place for place, version in enumerate(versions)}
    positions = record.entries("positions", up_to=up_to)
    stages: list[Stage] = []
    for place, version in enumerate(versions):
        before = earlier_of(version.id, traced.links, list(places)[:place])
        earlier = None if before is None else places[before]
        later = (v.dated for v in versions[place + 1 :] if v.dated)
        draft = kept_draft(record, version)
        heard = hearings(draft, positions, since=version.dated, until=next(later, None))
        told = None
        if earlier is not None:
            told = compare_kept(record, versions[earlier], version, embed=embed)
        stage = Stage(
            version=version, draft=draft, earlier=earlier, comparison=told, hearings=heard
        )
        if told is not None and earlier is not None:
            asked = askings(told, stages[earlier].hearings, heard, dated=version.dated)
            stage = replace(stage, askings=asked)
        stages.append(stage)
    return tuple(stages)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which issues, and terms of a ceasefire, each version of a proposal has points on."""

    versions: tuple[tuple[Version, Draft], ...]
    issues: tuple[Issue, ...]
    cells: tuple[Covered, ...]
    by_meaning: bool


def covered(stages: Sequence[Stage], record: Record, up_to: Mark = "public") -> Coverage:
    """Return which issues the versions of a history have points on: an inference.

    Left out are issues on which no version has a point and no stance is sure, unless they are
    defined: many are but words that the reader took for what a party wants.
    """
    from detente.drafts.ceasefire import covered_terms  # noqa: PLC0415  (as in compare)
    from detente.drafts.covering import coverage  # noqa: PLC0415
    from detente.drafts.threads import by_meaning  # noqa: PLC0415

    terms, of_terms = covered_terms(stages)
    every = record.issues(up_to)
    cells = coverage(stages, every)
    told = {cell.issue for cell in cells if cell.parts}
    told |= {e.issue for e in record.entries("positions", up_to=up_to) if e.sure and e.issue}
    told |= {issue.parent for issue in every if issue.id in told and issue.parent}
    issues = tuple(issue for issue in every if issue.definition or issue.id in told)
    kept = {issue.id for issue in issues}
    return Coverage(
        versions=tuple((stage.version, stage.draft) for stage in stages),
        issues=(*issues, *terms),
        cells=(*(cell for cell in cells if cell.issue in kept), *of_terms),
        by_meaning=by_meaning(stages),
    )


def told_of(snapshot: Snapshot) -> tuple[Told, ...]:
    """Return the plans that reports tell of, those whose names tell which is meant."""
    return tuple(
        Told(
            entry=plan.entry.id,
            name=plan.claim.name,
            counts=tuple(int(given.value) for given in plan.counts),
            proponents=tuple(given.value for given in plan.proponents),
            first=plan.entry.first_published,
            last=plan.entry.last_published,
            earlier=plan.earlier.id if plan.earlier else None,
            words=plan.revised_from,
            reports=tuple(dict.fromkeys(s.report for s in plan.entry.sightings)),
            sure=plan.entry.sure,
            outlets=tuple(dict.fromkeys(s.outlet for s in plan.entry.sightings)),
        )
        for plan in plans(snapshot)
        if plan.counts or not plan.general
    )
