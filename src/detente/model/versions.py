"""Versions of drafts in a record: where each belongs, and what the desk said of their points."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal, get_args

from detente.model.drafts import Changed, Draft
from detente.model.text import Mark

# How a draft stands to an earlier one: it revises it, answers it, makes one of several, or builds
# on it.
DescentKind = Literal["revises", "counters", "merges", "based_on"]
# What the desk may say of two drafts: how, or that one was not made from the other.
LinkingKind = DescentKind | Literal["apart"]
# As the log of deeds, lists and pages say it.
LINK_WORDS: dict[LinkingKind, str] = {
    "revises": "revises",
    "counters": "answers",
    "merges": "merges",
    "based_on": "is based on",
    "apart": "was not made from",
}
_KINDS: tuple[DescentKind, ...] = get_args(DescentKind)
KIND_WORDS: dict[DescentKind, str] = {kind: LINK_WORDS[kind] for kind in _KINDS}
# Who says so: the desk, reports in the record, or nobody, so that the order of dates is taken, or
# where one has none the order in which they were entered.
DescentBasis = Literal["desk", "reports", "order", "entered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A draft in the record, without its words.

    id: Digest of proposal, label and text, 12 hexadecimal digits.
    proposal, label: What it is a version of, and which: "Ambrine text", "9 points".
    revises: Ids of the drafts that it was made from, by the desk. kinds: How it stands to those
    of which the desk said that when it was added.
    file: Name of the file that it came from. notes: What was seen when it was read.
    entered: When the record learned it, aware UTC. by: Who added it.
    """

    id: str
    proposal: str
    label: str
    proponent: str | None
    dated: dt.date | None
    revises: tuple[str, ...]
    file: str
    notes: tuple[str, ...]
    entered: dt.datetime
    by: str
    mark: Mark = "public"
    kinds: tuple[tuple[str, DescentKind], ...] = ()

    @property
    def name(self) -> str:
        """What it is called: "Ambrine text@9 points"."""
        return f"{self.proposal}@{self.label}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinning:
    """What the desk said of two points: that they are one ("pin"), or are not ("break").

    a, b: Ids of their drafts. a_start, b_start: Where their parts begin in the texts.
    """

    kind: Literal["pin", "break"]
    a: str
    b: str
    a_start: int
    b_start: int

    def turned(self, first: str) -> Pinning:
        """Return the same, told from the draft of this id."""
        if self.a == first:
            return self
        return replace(self, a=self.b, b=self.a, a_start=self.b_start, b_start=self.a_start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """What the desk said of two drafts: how one stands to an earlier one, or "apart" from it.

    later, earlier: Ids of drafts in the record, or of the entries of plans that reports tell of.
    """

    kind: LinkingKind
    later: str
    earlier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """A draft that was made from another, or answers it.

    earlier, later: Ids of drafts in the record, or of the entry of a plan known from reports
    alone. entries: Those that say so, if reports do.
    """

    earlier: str
    later: str
    kind: DescentKind
    basis: DescentBasis
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A plan as reports tell of it.

    entry: Id of its entry. counts: Numbers of points, several if reports disagree.
    first, last: Days on which it was told of. earlier: Entry of the plan that it was revised
    from; words: the reports' own for that. reports: Their ids.
    """

    entry: str
    name: str
    counts: tuple[int, ...]
    proponents: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None
    earlier: str | None
    words: str | None
    reports: tuple[str, ...]
    sure: bool
    outlets: tuple[str, ...] = ()

    @property
    def noun(self) -> str:
        """What kind of text it is called: "plan" of "ceasefire plan"; "" if it has no name."""
        *_, last = ("", *self.name.split())
        return last.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What a report tells of a point: an inference.

    entry: Id of the statement. numbers: Of the points that it names. parts: Points of the real
    text that it is about, once the record has that.
    """

    entry: str
    words: str
    numbers: tuple[str, ...] = ()
    parts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A draft in its lineage: in the record, known from reports, or both.

    version: None if it is known from reports alone. draft: Its parts, None likewise. told: What
    reports tell of it as a whole; mentions: of its points. terms: Of a ceasefire; none if it
    speaks of none.
    """

    id: str
    version: Version | None
    draft: Draft | None
    told: tuple[Told, ...]
    mentions: tuple[Mention, ...] = ()
    terms: tuple[TermPoints, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Drafts in their order, and how they were made from one another. left_out: Above the mark."""

    nodes: tuple[Node, ...]
    links: tuple[Descent, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """A stance that bears on a point of a draft: an inference, with what it rests on.

    entry: Id of the position. part: Index of the point. how: By its number, or by its words.
    score: 0 to 1, share of the stance's telling words that stand in the point.
    published: First day on which it was told. against: Whether its words turn the point round, or
    threaten it: then it is a candidate only, and which stance it takes on the point is open.
    """

    entry: str
    party: str
    stance: str
    words: str
    voice: str
    part: int
    how: Literal["number", "words"]
    score: float
    published: dt.date | None
    sure: bool
    against: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A stance told before a draft that asks for exactly what changed in it: an inference.

    a, b: Points that the change is in, as in `Changed` or of one draft alone. edit: Which of the
    pair's edits, None for a point that came or went as a whole.
    """

    hearing: Hearing
    a: tuple[int, ...]
    b: tuple[int, ...]
    edit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPoints:
    """A term of a ceasefire, and the points of a draft that set it: an inference from words.

    term: scope, geography, separation, monitoring, duration, exceptions. parts: Indices, none
    where it was not found.
    """

    term: str
    parts: tuple[int, ...]


FateKind = Literal["first", "kept", "moved", "split", "merged", "added", "absent", "deleted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A point in one version. parts: Several if it was split; none where it is absent."""

    version: str
    fate: FateKind
    parts: tuple[int, ...]
    changes: tuple[Changed, ...] = ()
    hearings: tuple[Hearing, ...] = ()
    askings: tuple[Asking, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """A point through all versions, in their order."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherNumber:
    """A number of a point, and those that stances on record have of the same thing instead."""

    part: int
    has: str
    on_record: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """An issue in one draft: its points on it. changed: Whether they are not what they were.

    numbers: Numbers of the points that no stance on record has, where one has another.
    """

    issue: str
    version: str
    parts: tuple[int, ...]
    changed: bool
    numbers: tuple[OtherNumber, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What a record adds to a comparison: inferences, each with the entries that it rests on.

    before, after: Stances on points of the two drafts. issues: Names of issues with the points of
    each draft that are on them. terms: Those of a ceasefire in the first draft and in the second;
    none if it speaks of none.
    """

    before: tuple[Hearing, ...] = ()
    after: tuple[Hearing, ...] = ()
    askings: tuple[Asking, ...] = ()
    issues: tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...] = ()
    terms: tuple[tuple[TermPoints, ...], tuple[TermPoints, ...]] = ((), ())


NO_BACKGROUND = Background()
