"""Drafts: versions of what is negotiated, with their words or known from reports alone."""

from __future__ import annotations

import datetime as dt
import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import File, Form, Query, UploadFile

from detente.drafts.points import cut
from detente.model.dates import parse_days
from detente.model.errors import InputError, UnknownName
from detente.model.text import Mark, marks_up_to
from detente.model.versions import (
    KIND_WORDS,
    LINK_WORDS,
    Descent,
    Lineage,
    Mention,
    Node,
    Told,
    Version,
)
from detente.reports.documents import KINDS, read_document
from detente.views.brackets import brackets_of
from detente.views.comparison import label
from detente.views.versions import BASIS_WORDS, terms_of
from detente.web.adding import Upload, keep
from detente.web.asking import Shared, State, User
from detente.web.page import Act, Done, Page
from detente.web.pages.linking import way_of
from detente.web.settings import MIB

_PASTED = "pasted.txt"
# Drafts known from reports alone that the page lists; Proposals has them all.
_ALONE = 60
# What reports tell of the points of one draft; its entry has all.
_MENTIONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a draft was made from. id: None if that is known from reports alone.

    kind: revises, answers or merges. basis: Who says so. entries: Those that say so.
    """

    kind: str
    name: str
    id: str | None
    basis: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """A draft as reports tell of it. counts: Numbers of points that they give."""

    entry: str
    name: str
    counts: tuple[int, ...]
    proponents: tuple[str, ...]
    first: dt.date | None
    outlets: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionLine:
    """What a report tells of points. points: In the draft's own numbers; "" for the whole.

    inferred: Whether they were found in its text by words or number.
    """

    entry: str
    words: str
    points: str
    inferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A draft: with its words, as reports tell of it, or both.

    version: None if it is known from reports alone. points: Those at the top, None likewise.
    every: All points. brackets: How many are open in it. ceasefire: Which terms of one it sets
    where, "" for none. before: Id of the draft to compare it with first.
    """

    version: VersionLine | None
    points: int | None
    every: int | None
    brackets: int | None
    origins: tuple[Origin, ...]
    told: tuple[ToldLine, ...]
    mentions: tuple[MentionLine, ...]
    more: int
    ceasefire: str
    before: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """A draft whose words are in the record."""

    id: str
    name: str
    label: str
    proponent: str | None
    dated: dt.date | None
    entered: dt.datetime
    mark: Mark
    file: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalLine:
    """A proposal and its versions in their order."""

    name: str
    drafts: tuple[DraftLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """The drafts of the record, those known from reports alone, and what can be added.

    told: The newest first; `more_told` of them are not listed. possible: Number of those that are
    not sure, which are shown only if asked for. left_out: Drafts with a higher mark. names: Of
    proposals, to choose from. ways: How a draft may stand to an earlier one, with words for it.
    links: The same, and that it was not made from it. linked: Drafts and plans of which the desk
    may say so, by id, with what they are called.
    """

    proposals: tuple[ProposalLine, ...]
    told: tuple[DraftLine, ...]
    more_told: int
    possible: int
    show_possible: bool
    left_out: int
    names: tuple[str, ...]
    endings: tuple[str, ...]
    most_mb: int
    marks: tuple[Mark, ...]
    ways: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]
    linked: tuple[tuple[str, str], ...]


def answer(
    *,
    shared: Shared,
    asked: State,
    possible: Annotated[bool, Query(description="Also what is not sure.")] = False,
) -> Drafts:
    """Return the drafts by proposal with what they were made from, and those only told of."""
    lineage = shared.comparing.lineage(asked)
    lines = {node.id: _line(node, lineage) for node in lineage.nodes}
    by_proposal: dict[str, list[DraftLine]] = {}
    for node in lineage.nodes:
        if node.version is not None:
            by_proposal.setdefault(node.version.proposal, []).append(lines[node.id])
    alone = [node for node in reversed(lineage.nodes) if node.version is None]
    sure = [node for node in alone if node.told[0].sure]
    shown = alone if possible else sure
    settings = shared.settings
    return Drafts(
        proposals=tuple(
            ProposalLine(name=name, drafts=tuple(own)) for name, own in by_proposal.items()
        ),
        told=tuple(lines[node.id] for node in shown[:_ALONE]),
        more_told=max(0, len(shown) - _ALONE),
        possible=len(alone) - len(sure),
        show_possible=possible,
        left_out=lineage.left_out,
        names=(*by_proposal, *(node.told[0].name.replace("@", " ") for node in sure[:_ALONE])),
        endings=tuple(KINDS),
        most_mb=settings.upload_limit // MIB,
        marks=marks_up_to(settings.ceiling),
        ways=tuple(KIND_WORDS.items()),
        links=tuple(LINK_WORDS.items()),
        linked=tuple(
            (node.id, node.version.name if node.version else f"“{node.told[0].name}”")
            for node in (*(n for n in lineage.nodes if n.version), *shown[:_ALONE])
        ),
    )


def _line(node: Node, lineage: Lineage) -> DraftLine:
    version, draft = node.version, node.draft
    nodes = {one.id: one for one in lineage.nodes}
    origins = tuple(
        _origin(link, nodes[link.earlier])
        for link in lineage.links
        if link.later == node.id and link.earlier in nodes
    )
    return DraftLine(
        version=_version(version, draft.notes if draft else ()) if version else None,
        points=len(draft.top) if draft else None,
        every=len(draft.points) - len(draft.chapters) if draft else None,
        brackets=brackets_of(draft) if draft else None,
        origins=origins,
        told=tuple(map(_told, node.told)),
        mentions=tuple(_mention(node, mention) for mention in node.mentions[:_MENTIONS]),
        more=max(0, len(node.mentions) - _MENTIONS),
        ceasefire=terms_of(node),
        before=next((one.id for one in origins if one.id is not None), None),
    )


def _origin(link: Descent, earlier: Node) -> Origin:
    return Origin(
        kind=KIND_WORDS[link.kind],
        name=earlier.version.name if earlier.version else earlier.told[0].name,
        id=earlier.id if earlier.version else None,
        basis=BASIS_WORDS[link.basis],
        entries=link.entries,
    )


def _version(version: Version, notes: tuple[str, ...]) -> VersionLine:
    return VersionLine(
        id=version.id,
        name=version.name,
        label=version.label,
        proponent=version.proponent,
        dated=version.dated,
        entered=version.entered,
        mark=version.mark,
        file=version.file,
        notes=notes,
    )


def _told(told: Told) -> ToldLine:
    return ToldLine(
        entry=told.entry,
        name=told.name,
        counts=told.counts,
        proponents=told.proponents,
        first=told.first,
        outlets=told.outlets,
        sure=told.sure,
    )


def _mention(node: Node, mention: Mention) -> MentionLine:
    inferred = node.draft is not None and bool(mention.parts)
    names = [label(node.draft, part) for part in mention.parts] if node.draft else []
    return MentionLine(
        entry=mention.entry,
        words=mention.words,
        points=", ".join(names or mention.numbers),
        inferred=inferred,
    )


def add(  # noqa: PLR0913  (the fields of a form)
    *,
    shared: Shared,
    user: User,
    proposal: Annotated[str, Form()],
    text: Annotated[str, Form()] = "",
    file: Annotated[UploadFile | None, File()] = None,
    version: Annotated[str, Form()] = "",
    proponent: Annotated[str, Form()] = "",
    dated: Annotated[str, Form()] = "",
    revises: Annotated[str, Form()] = "",
    how: Annotated[str, Form(description="How it stands to that.")] = "",
    mark: Annotated[str, Form()] = "public",
) -> Done:
    """Add a draft to the record, and compare it with what it revises. Errors: InputError."""
    marks = marks_up_to(shared.settings.ceiling)
    if mark not in marks:
        raise UnknownName("mark", mark, marks)
    name, words, notes = _words(text, file)
    kind = way_of(how, KIND_WORDS) if how else None
    made = shared.record.add_draft(
        proposal,
        words,
        by=user,
        label=version.strip() or None,
        proponent=proponent.strip() or None,
        dated=parse_days(dated).start if dated.strip() else None,
        revises=[revises] if revises and kind is None else (),
        kinds={revises: kind} if revises and kind else {},
        file=name,
        notes=notes,
        mark=mark,
    )
    found = cut(made.name, words)
    points = len(found.points) - len(found.chapters)
    up_to = "" if mark == "public" else f"&up_to={mark}"
    before = made.revises[0] if made.revises else None
    return Done(
        f"{made.name} is in the record, with {points} points; undo takes it back.",
        to=f"/drafts/compare?a={before}&b={made.id}{up_to}"
        if before
        else f"/drafts{up_to.replace('&', '?')}#d-{made.id}",
    )


def _words(text: str, file: UploadFile | None) -> tuple[str, str, tuple[str, ...]]:
    """Return name, words and notes of what a form brought. Errors: InputError."""
    has_file = file is not None and bool(file.filename)
    if has_file == bool(text.strip()):
        raise InputError(
            "give one draft: paste its text, or choose a file"
            if has_file
            else "there is nothing to add: paste a draft's text, or choose its file"
        )
    upload = (
        Upload(str(file.filename), file.file)
        if file is not None and has_file
        else Upload(_PASTED, io.BytesIO(text.replace("\r\n", "\n").encode("utf-8", "replace")))
    )
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        path = keep(upload, Path(folder) / "draft")
        try:
            found = read_document(path)
        except InputError as error:
            raise InputError(str(error).replace(str(path), upload.name)) from error
    return upload.name if has_file else "", found.text, found.notes


PAGE = Page(
    path="/drafts",
    title="Drafts",
    answer=answer,
    template="drafts.html",
    key="d",
    scripts=("add.js",),
    rows=("proposals.drafts",),
)
ACTS = (Act(path="/drafts", do=add),)
