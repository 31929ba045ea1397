"""The record as of one day: parties, issues, entries, standings. Plain values, no connection."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from detente.model.accounts import CommitmentPin
from detente.model.actors import ActorKind, Authority, Spoken
from detente.model.assumptions import Assumption
from detente.model.claims import Claim, Position, StatusBy
from detente.model.dates import Days
from detente.model.gist import condition_of, days_of, kind_of
from detente.model.sources import SourceClass
from detente.model.text import Mark
from detente.model.vocabulary import Stance, Status

Verdict = Literal["accepted", "rejected", "corrected"]
Review = Literal["machine", "accepted", "rejected", "corrected"]
ChangeKind = Literal["new", "changed", "contradicted", "withdrawn", "resolved", "fallen_due"]
# How a later stance stands to the one before it on the same proposition.
Relationship = Literal["first", "unchanged", "changed", "differs", "mixed_signals"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One place where an entry was seen.

    claim: Id of the claim.
    report: Id of the report; `outlet`, `address`, `title`, `published` are the report's.
    origin: Id of the first report with this text: wire copies share it.
    entered: When the record learned it, aware UTC.
    body: The claim itself, as read in that report, or as the desk corrected it.
    carried_from: Outlet whose words these are, if they stood in a report of another one before.
    reworded: Whether the passage was changed on the way: the other may not say this.
    root: Who had it first, in words; None if the report does not say.
    source_class: What the desk says that the outlet is.
    withdrawn: First day on which the article no longer held these words; None while it does.
    """

    claim: str
    report: str
    outlet: str
    address: str | None
    title: str | None
    published: dt.date | None
    origin: str
    entered: dt.datetime
    body: Claim
    carried_from: str | None = None
    reworded: bool = False
    root: str | None = None
    source_class: SourceClass = "unset"
    withdrawn: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What somebody at the desk decided about a claim or entry; a row beside it.

    fields: What was corrected, (field, value as written) in order.
    carried_from: Claim that it was made on, if a new reading moved it; else None.
    undone: Whether it was taken back.
    """

    id: int
    target: str
    verdict: Verdict
    fields: tuple[tuple[str, str], ...]
    by: str
    why: str | None
    at: dt.datetime
    mark: Mark
    carried_from: str | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The same thing said one or more times: one line of the record.

    id: Follows from what it says, so it is the same whatever the order of entry.
    family: Codebook name ("positions").
    claim: The claim that stands for it: the desk's correction, else the first published sighting;
        of a contact that was held, one that says so.
    sightings: In order of publication, then of entry.
    review: The desk's verdict in force, or "machine" if nobody looked.
    sure: Whether it is shown as fact: its claims are likely enough, or the desk let it stand;
        else it is possible.
    origins: Number of independent texts among the sightings (copies counted once).
    outlets: Number of outlets among them; `carriers` of these have it in the words of another.
    roots: Number of sources that it goes back to, as far as reports say; 0 if none says.
    actors: Register names of the actors that it concerns, in the claim's order.
    issue, proposition: Ids in the issue register, for placed positions; else None.
    status_line: For contacts: "held (per Norland; Sudmark denies)"; else None.
    statuses: For contacts: every status with who gives it, in order of publication.
    judgements: Those within the mark asked for; `judgements_left_out` counts the others.
    gone: Whether every report that said it was revised and no longer says it.
    """

    id: str
    family: str
    claim: Claim
    sightings: tuple[Sighting, ...]
    review: Review = "machine"
    sure: bool = True
    judgements: tuple[Judgement, ...] = ()
    judgements_left_out: int = 0
    origins: int = 1
    outlets: int = 1
    carriers: int = 0
    roots: int = 1
    actors: tuple[str, ...] = ()
    issue: str | None = None
    proposition: str | None = None
    status_line: str | None = None
    statuses: tuple[StatusBy, ...] = ()
    gone: bool = False

    @property
    def kind(self) -> str | None:
        """Stance, status, polarity, label or number of points of its claim; None without one."""
        return kind_of(self.claim)

    @property
    def confidence(self) -> float:
        """How sure the reader is of its claim, 0-1."""
        return self.claim.confidence

    @property
    def days(self) -> Days | None:
        """Days of a contact or next step, None if its claim names none."""
        return days_of(self.claim)

    @property
    def is_conditional(self) -> bool:
        """Whether its claim, a position or assessment, is tied to a condition."""
        return bool(condition_of(self.claim))

    @property
    def first_published(self) -> dt.date | None:
        """Day of the earliest dated sighting, or None if no sighting has a date."""
        return min((s.published for s in self.sightings if s.published), default=None)

    @property
    def last_published(self) -> dt.date | None:
        """Day of the latest dated sighting, or None if no sighting has a date."""
        return max((s.published for s in self.sightings if s.published), default=None)

    @property
    def first_entered(self) -> dt.datetime:
        """When the record first learned it."""
        return min(s.entered for s in self.sightings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor of the record's register.

    id: Register id, "a-…".
    names: Every name that was merged into it, the display name first.
    acts_for: Display name of the party that it speaks for, or None.
    is_party: Whether it holds a position of its own, so that it gets a row in the matrix.
    """

    id: str
    name: str
    kind: ActorKind
    names: tuple[str, ...]
    role: str | None = None
    acts_for: str | None = None
    authority: Authority | None = None
    is_party: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """A statement that parties take a stance on, under an issue: "forces leave the strip"."""

    id: str
    issue: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One issue of the register. `parent` is an issue id, or None at the top."""

    id: str
    name: str
    definition: str | None = None
    parent: str | None = None
    propositions: tuple[Proposition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One stance in a cell, from one voice.

    entry: The position's entry.
    position: Its claim.
    since: First day on which it was said in this form, by the text or by publication.
    relationship: To the stance before it from the same voice.
    before: Entry id of that stance, or None.
    """

    entry: Entry
    position: Position
    since: dt.date | None
    relationship: Relationship = "first"
    before: str | None = None

    @property
    def withdraws(self) -> bool:
        """Whether its claim withdraws something: "no longer demands"."""
        return self.position.move == "withdraws"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One cell of the matrix: a party on an issue's proposition.

    own: What the party's own voice holds now, newest first; several if its signals are mixed.
    others: What counterparts, mediators, unnamed sources and the narrator say it holds.
    earlier: Own stances no longer in force, newest first, told of the past; not all are sure.
    possible: What the reader is not sure of, in anybody's voice, newest first. Nothing follows
        from it: it begins, changes, ends and contradicts no stance.
    stance: The own stance in force, or None if there is none or signals are mixed.
    conflict: Whether accounts contradict each other.
    """

    party: str
    issue: str
    proposition: str
    own: tuple[Held, ...] = ()
    others: tuple[Held, ...] = ()
    earlier: tuple[Held, ...] = ()
    possible: tuple[Held, ...] = ()
    stance: Stance | None = None
    mixed: bool = False
    conflict: bool = False

    @property
    def perhaps(self) -> Held | None:
        """The stance that may have taken the place of the own one: newer, another, and not sure.

        In the party's own voice too. None if there is no such stance, or nothing sure before it.
        """
        return self.newer_than(self.own)

    def newer_than(self, told: Sequence[Held]) -> Held | None:
        """Return the party's own word that is newer than all of these stances, another, not sure.

        None if there is none, or no stance is given.
        """
        last = max((h.entry.last_published or dt.date.min for h in told), default=dt.date.max)
        held = {h.position.stance for h in told}
        newer = (
            one
            for one in self.possible
            if one.position.voice == "own"
            and one.position.stance not in held
            and (one.entry.first_published or dt.date.min) > last
        )
        return next(newer, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A refusal to speak about something, by a party; its sentence goes into the empty cell."""

    party: str
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a snapshot rests on.

    reports, outlets, origins: Numbers within the as-of day and mark (revisions counted once).
    first, last: Days of publication of the oldest and newest report, None if none is dated.
    left_out: Number of reports above the mark asked for.
    notes: Number of notes (things seen but not understood).
    reviewed: Number of entries with a desk verdict.
    possible: Number of entries that are not shown as fact.
    """

    reports: int = 0
    outlets: int = 0
    origins: int = 0
    first: dt.date | None = None
    last: dt.date | None = None
    left_out: int = 0
    notes: int = 0
    entries: int = 0
    reviewed: int = 0
    possible: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The record as of one day.

    as_of: Reports published up to and including this day count; undated ones by retrieval.
    known_by: Only what had been entered by then, aware UTC; None for everything entered.
    up_to: Highest mark that is included.
    Families hold live entries (not rejected, not gone), newest last; `tray` those without a place.
    assumptions: What the desk assumes for models, in force; as many more have a higher mark as
        `assumptions_left_out` says.
    commitment_pins: What the desk said of which commitment an account tells, in order.
    counts_possible: Whether an analysis was asked to count what is not sure; a record says no.
    spoken, statements: Who spoke for whom, and in what; only `Record.with_spoken` fills them in.
    """

    as_of: dt.date
    known_by: dt.datetime | None = None
    up_to: Mark = "public"
    coverage: Coverage = Coverage()
    parties: tuple[Party, ...] = ()
    issues: tuple[Issue, ...] = ()
    standings: tuple[Standing, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    tray: tuple[Entry, ...] = ()
    contacts: tuple[Entry, ...] = ()
    proposals: tuple[Entry, ...] = ()
    sticking_points: tuple[Entry, ...] = ()
    assessments: tuple[Entry, ...] = ()
    next_steps: tuple[Entry, ...] = ()
    unknowns: tuple[Entry, ...] = ()
    progress: tuple[Entry, ...] = ()
    relations: tuple[Entry, ...] = ()
    commitments: tuple[Entry, ...] = ()
    compliance: tuple[Entry, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    assumptions_left_out: int = 0
    commitment_pins: tuple[CommitmentPin, ...] = ()
    counts_possible: bool = False
    spoken: tuple[Spoken, ...] = ()
    statements: tuple[Entry, ...] = ()

    @property
    def proposition_texts(self) -> dict[str, str]:
        """The register's propositions in words, by id."""
        return {p.id: p.text for issue in self.issues for p in issue.propositions}

    @property
    def party_names(self) -> dict[str, str]:
        """Names by id: the register's; of who is not in it, as read with a stance."""
        names = {party.id: party.name for party in self.parties}
        for standing in self.standings:
            if standing.party not in names:
                told = (*standing.own, *standing.others, *standing.possible, *standing.earlier)
                for held in told[:1]:
                    names[standing.party] = held.position.actor
        return names


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of a delta.

    before, after: In words, for changed and contradicted lines; `before` None for new ones.
    entry: What changed. basis: ids of the entries that it rests on, `entry` first.
    """

    kind: ChangeKind
    family: str
    entry: Entry
    text: str
    before: str | None = None
    after: str | None = None
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """What changed between two states of the record.

    since, until: The days compared (published clock), or moments of entry for "last".
    repeats: Number of sightings that only repeat an entry known before.
    reports: Number of reports that came in between; `copies` of them were wire copies, `revised`
    later texts of articles, of which `silent` neither say so nor bear another date.
    """

    since: str
    until: str
    changes: tuple[Change, ...] = ()
    repeats: int = 0
    reports: int = 0
    copies: int = 0
    revised: int = 0
    silent: int = 0
    left_out: int = 0


# Statuses that say a contact did or will not take place, against those that say it did.
ON: frozenset[Status] = frozenset({"held", "ongoing"})
OFF: frozenset[Status] = frozenset({"cancelled", "denied"})
