"""What a report says, claim by claim, each tied to its words. Names are the codebook's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeVar

from detente.model.actors import NARRATOR, Actor
from detente.model.attribution import Attribution
from detente.model.dates import Days
from detente.model.text import Evidence, Report
from detente.model.vocabulary import (
    Act,
    CheckResult,
    ContactKind,
    ContactRole,
    Format,
    Level,
    Move,
    NoteKind,
    Order,
    Polarity,
    ProgressLabel,
    Stage,
    Stance,
    StatementKind,
    Status,
    Venue,
    Voice,
)

C = TypeVar("C", bound="Claim")


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain of attribution: who passes it on, and the words that show it."""

    name: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class When:
    """When something was said or held, by the text.

    days: With the precision of the words. evidence: The words ("last Tuesday").
    """

    days: Days
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What every claim carries.

    evidence: The words that it rests on, the main ones first; never empty.
    reported_by: Speaker, or "narrator" if the report asserts it.
    hedged: Weakened by the text (apparently, reportedly), or about somebody else's mind.
    chain: Links of attribution from the origin to the outlet; empty if the report asserts it.
    when: When it was said or held; None if the text does not say.
    translated: Whether its words are a translation; None if the text gives no sign.
    rule: What proposed it, "id@version".
    confidence: 0 to 1, the share of such claims that hold.
    """

    family: ClassVar[str] = "claims"
    identity: ClassVar[tuple[str, ...]] = ()

    evidence: tuple[Evidence, ...]
    reported_by: str = NARRATOR
    hedged: bool = False
    chain: tuple[Link, ...] = ()
    when: When | None = None
    translated: Literal["stated", "likely"] | None = None
    rule: str = ""
    confidence: float = 1.0

    @property
    def main(self) -> Evidence:
        """The words that it rests on first of all."""
        return self.evidence[0]

    @property
    def id(self) -> str:
        """Digest of report, family, main span and what tells claims on one span apart.

        The rule, its version and the confidence do not enter: a reader that finds the same
        claim again finds the same id.
        """
        parts = [self.main.report, self.family, str(self.main.start), str(self.main.end)]
        parts += [str(getattr(self, name)) for name in self.identity]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Claim):
    """Somebody said something.

    evidence: The reported clause or quotation, without speaker and cue; one span.
    speaker: Actor's name, or "unnamed: description".
    cue: The words that report the speech, or None for a follow-on quotation.
    quoted: Spans within quotation marks, marks left out.
    source: The words that name the speaker at that place ("he"), or None.
    """

    family: ClassVar[str] = "statements"
    identity: ClassVar[tuple[str, ...]] = ("speaker",)

    speaker: str
    kind: StatementKind
    cue: Evidence | None = None
    quoted: tuple[Evidence, ...] = ()
    source: Evidence | None = None
    venue: Venue | None = None
    addressee: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """One who took part in a contact, or was absent from it."""

    name: str
    role: ContactRole | None = None


@dataclass(frozen=True, slots=True)
class StatusBy:
    """A status of a contact, by who gives it (speaker or "narrator").

    status: The codebook's, with "postponed" and "suspended" kept apart from "cancelled".
    """

    status: Status | Literal["postponed", "suspended"]
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Claim):
    """Parties or mediators met, talked, or were to.

    days: By the text, resolved against the day of publication; None if the text gives none.
    statuses: Who gives which status; at least one, agreeing with `status`.
    """

    family: ClassVar[str] = "contacts"
    identity: ClassVar[tuple[str, ...]] = ("kind", "status", "participants")

    kind: ContactKind
    participants: tuple[Participant, ...]
    status: Status
    place: str | None = None
    days: Days | None = None
    date_text: str | None = None
    duration_text: str | None = None
    format: Format = "unknown"
    statuses: tuple[StatusBy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Claim):
    """A plan, draft, offer or formula that the text refers to.

    points: Number of points, only if stated.
    revised_from: The earlier version in the text's words, or None.
    status: What became of it, in the text's words, or None.
    """

    family: ClassVar[str] = "proposals"
    identity: ClassVar[tuple[str, ...]] = ("name", "points")

    name: str
    points: int | None = None
    proponent: str | None = None
    revised_from: str | None = None
    status: str | None = None
    stage: Stage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Claim):
    """Where a party stands on something negotiable.

    actor: The party, never its spokesperson.
    issue: What the stance is on, in the text's words.
    condition: Verbatim, or None.
    voice: Whose account it is: the party's own, or another's.
    proposition: The statement that the stance is on; None if the text names nothing specific.
    """

    family: ClassVar[str] = "positions"
    identity: ClassVar[tuple[str, ...]] = ("actor", "stance", "issue")

    actor: str
    issue: str
    stance: Stance
    firmness: str | None = None
    condition: str | None = None
    voice: Voice = "narrator"
    proposition: str | None = None
    level: Level | None = None
    move: Move | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StickingPoint(Claim):
    """Something that the text names as an obstacle."""

    family: ClassVar[str] = "sticking_points"
    identity: ClassVar[tuple[str, ...]] = ("issue",)

    issue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Claim):
    """A judgement of the talks, a proposal, a party's conduct or the prospects, by somebody."""

    family: ClassVar[str] = "assessments"
    identity: ClassVar[tuple[str, ...]] = ("by", "polarity")

    by: str
    about: str
    polarity: Polarity
    condition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep(Claim):
    """Something due or announced."""

    family: ClassVar[str] = "next_steps"

    what: str
    who: tuple[str, ...] = ()
    days: Days | None = None
    date_text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown(Claim):
    """What the text says is undisclosed, unclear or unverified.

    withheld_by: Who does not say; None if nobody is named.
    """

    family: ClassVar[str] = "unknowns"

    what: str
    withheld_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Claim):
    """A number that matters to the talks.

    value: "28", ">4", "30-50".
    unit: "points", "km", "USD", "percent", "hours"…
    """

    family: ClassVar[str] = "quantities"
    identity: ClassVar[tuple[str, ...]] = ("value", "unit")

    value: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Claim):
    """What the text as a whole says of the talks that it reports."""

    family: ClassVar[str] = "progress"
    identity: ClassVar[tuple[str, ...]] = ("label",)

    label: ProgressLabel


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Claim):
    """An order in time that somebody asks for: "ceasefire first, then talks".

    first, second: The two things in the text's words.
    order: How the first stands to the second.
    by: Who asks for it.
    """

    family: ClassVar[str] = "relations"
    identity: ClassVar[tuple[str, ...]] = ("order", "by")

    first: str
    second: str
    order: Order
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Claim):
    """Something that a party owes by what was agreed, or has bound itself to.

    by: Who owes it. to: To whom, as far as the text says.
    what: What is owed, in the text's words. agreement: The text it stands in ("the Port accord").
    clause: Its place there ("Article 4"). days: When it is due. condition: Verbatim, or None.
    verified_by: Who is to watch that it is kept. stage: How far the agreement has come.
    """

    family: ClassVar[str] = "commitments"
    identity: ClassVar[tuple[str, ...]] = ("by", "what")

    by: str
    what: str
    to: tuple[str, ...] = ()
    agreement: str | None = None
    clause: str | None = None
    days: Days | None = None
    date_text: str | None = None
    condition: str | None = None
    verified_by: tuple[str, ...] = ()
    stage: Stage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compliance(Claim):
    """Whether somebody did what it owes, as somebody tells it: an account, never the fact.

    by: Whose conduct it is. commitment: What it owes, in the text's words ("the ceasefire").
    act: What it is said to have done about it. told_by: Who says so, a name or "narrator"; None
    where the text only tells that it is denied. denied_by: Who says that it is not so.
    monitor, finding: Who checked it, and what was found; both None if the text tells of no check.
    days: When it was done or not, by the text.
    """

    family: ClassVar[str] = "compliance"
    identity: ClassVar[tuple[str, ...]] = ("by", "act", "told_by")

    by: str
    commitment: str
    act: Act
    told_by: str | None = None
    denied_by: tuple[str, ...] = ()
    monitor: str | None = None
    finding: CheckResult | None = None
    days: Days | None = None
    date_text: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What was seen in a report but not understood.

    evidence: The words, or None if it concerns the report as a whole.
    """

    kind: NoteKind
    message: str
    evidence: Evidence | None = None


FAMILIES: tuple[type[Claim], ...] = (
    Statement,
    Contact,
    Proposal,
    Position,
    StickingPoint,
    Assessment,
    NextStep,
    Unknown,
    Quantity,
    Progress,
    Relation,
    Commitment,
    Compliance,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one reader found in one report.

    reader: "name@version".
    claims: All families, in order of text, then family. Of a long text all lie packed (`Packed`).
    """

    report: Report
    reader: str
    actors: tuple[Actor, ...] = ()
    claims: Sequence[Claim] = ()
    attributions: Sequence[Attribution] = ()
    notes: Sequence[Note] = ()

    def of(self, family: type[C]) -> tuple[C, ...]:
        """The claims of one family, in order."""
        return tuple(self.each(family))

    def each(self, family: type[C]) -> Iterator[C]:
        """Yield the same, one at a time."""
        return (claim for claim in self.claims if isinstance(claim, family))
