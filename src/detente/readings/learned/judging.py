"""What is known of each claim, in numbers: of those found by wordings, and of new proposals."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from detente.model.actors import NARRATOR, UNNAMED
from detente.model.claims import Assessment, Claim, Contact, Position
from detente.model.vocabulary import Polarity, Stance
from detente.readings.learned.bound import BOUND, facts_of_condition, likeliest, stance_bound
from detente.readings.learned.clauses import (
    Clause,
    Features,
    Span,
    clauses,
    features,
    overlap,
)
from detente.readings.learned.holders import Places, places_of, seen_of
from detente.readings.learned.setting import facts_of_setting
from detente.readings.learned.stances import stance_features
from detente.readings.learned.weights import Floats, Weights, logistic, softmax
from detente.readings.modality import mood
from detente.readings.page import Page
from detente.readings.positions.ties import is_tied

# Families that the weights tell clauses of; the last two are weighed, never proposed.
PROPOSED = ("positions", "assessments", "next_steps", "unknowns")
WEIGHED = (*PROPOSED, "contacts", "sticking_points")
# Where these stand tells more of them than their clause does: on reports apart, claims that hold
# were told from others more often (area under the curve .71 for .68, .76 for .72, .65 for .59).
IN_SETTING = ("positions", "next_steps", "contacts")
POLARITIES: tuple[Polarity, ...] = ("positive", "negative", "mixed", "conditional")
# Clauses less likely than this to hold a claim are not looked at more closely.
FAINTEST = 0.08
# A clause is where a claim stands if they share this much of what both cover.
SAME = 0.5
_NEARLY = 0.4
# A yes is not proposed where a no is this likely, nor a no where a yes is.
MOST_OPPOSED = 0.15
_YES = ("accepts", "conditionally_accepts", "offers")
_MANY = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A claim that a wording found, with what is known of it."""

    claim: Claim
    facts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim that the weights propose, with what is known of it.

    holder, stance: For positions. by, polarity: For assessments. bound: A condition bears
    on it.
    """

    family: str
    clause: Clause
    facts: tuple[float, ...]
    holder: str = ""
    stance: Stance = "reserves"
    by: str = ""
    polarity: Polarity = "mixed"
    bound: bool = False

    @property
    def referee(self) -> str:
        """The name of the referee that judges it."""
        return BOUND if self.bound else self.family


@dataclass(frozen=True)
class Sight:
    """A page as the weights see it: its clauses, what is seen of each, and the claims so far."""

    page: Page
    claims: Sequence[Claim]
    clauses: Sequence[Clause]
    spans: Sequence[Span]
    seen: Sequence[Features]
    places: Places
    _stance_seen: dict[int, Features] = field(default_factory=dict)
    _holders_seen: dict[int, list[tuple[str, ...]]] = field(default_factory=dict)

    def of(self, family: str) -> list[Claim]:
        """The claims of a family."""
        return [claim for claim in self.claims if claim.family == family]

    def marks(self, family: str) -> list[list[str]]:
        """Whether a wording found a claim of the family at, or within, each clause."""
        rows = [self._row[id(claim)] for claim in self.of(family)]
        found: list[bool] = np.any(self._shares[0][rows] >= SAME, axis=0).tolist()
        within: list[bool] = np.any(self._shares[1][rows] >= SAME, axis=0).tolist()
        return [
            ["found"] if at else ["found within"] if inside else []
            for at, inside in zip(found, within, strict=True)
        ]

    def unions(self, claim: Claim) -> Floats:
        """Share of what a claim and each clause cover together that both cover. [clauses]."""
        return self._both(claim)[0]

    def overlaps(self, claim: Claim) -> Floats:
        """Share of the shorter of a claim and each clause that both cover. [clauses]."""
        return self._both(claim)[1]

    def _both(self, claim: Claim) -> tuple[Floats, Floats]:
        row = self._row.get(id(claim))
        if row is not None:
            return self._shares[0][row], self._shares[1][row]
        unions, overlaps = self._shared([claim])
        return unions[0], overlaps[0]

    @cached_property
    def _row(self) -> dict[int, int]:
        """Where each claim so far stands in the table of shares."""
        return {id(claim): row for row, claim in enumerate(self.claims)}

    @cached_property
    def _shares(self) -> tuple[Floats, Floats]:
        """Both shares of all claims so far, which are asked for again and again."""
        return self._shared(self.claims)

    def _shared(self, claims: Sequence[Claim]) -> tuple[Floats, Floats]:
        """Return what they share with clauses, of both and of the shorter. [claims, clauses]."""
        starts, ends = self._edges
        first = np.array([[claim.main.start] for claim in claims], dtype=np.float64)
        last = np.array([[claim.main.end] for claim in claims], dtype=np.float64)
        first, last = first.reshape(-1, 1), last.reshape(-1, 1)
        both = np.maximum(np.minimum(ends, last) - np.maximum(starts, first), 0)
        together = np.maximum(ends, last) - np.minimum(starts, first)
        return both / together, both / np.minimum(ends - starts, last - first)

    @cached_property
    def _edges(self) -> tuple[Floats, Floats]:
        """Where the clauses start, and where they end."""
        starts = np.array([span.start for span in self.spans], dtype=np.float64)
        return starts, np.array([span.end for span in self.spans], dtype=np.float64)

    def stance_seen(self, i: int) -> Features:
        """What tells the stance of a clause."""
        if i not in self._stance_seen:
            rules = [c for c in self.claims if isinstance(c, Position)]
            self._stance_seen[i] = stance_features(self.page, self.clauses[i], rules)
        return self._stance_seen[i]

    def holders_seen(self, i: int) -> list[tuple[str, ...]]:
        """What is seen of each party in relation to a clause."""
        if i not in self._holders_seen:
            self._holders_seen[i] = seen_of(self.page, self.clauses[i], self.places)
        return self._holders_seen[i]


def look(page: Page, claims: Sequence[Claim]) -> Sight:
    """Return a page as the weights see it, what a condition alone tells left out."""
    claims = [claim for claim in claims if not is_tied(claim)]
    found = clauses(page)
    return Sight(
        page=page,
        claims=claims,
        clauses=found,
        spans=[clause.span(page) for clause in found],
        seen=[features(page, clause) for clause in found],
        places=places_of(page),
    )


class Judge:
    """Weighs what stands on one page."""

    def __init__(self, sight: Sight, weights: Weights) -> None:
        """Take a page and the weights; score each clause once."""
        self.sight, self._weights = sight, weights
        table = weights.clause
        self._scores = [table.more(s.apart.scored(table), s.here) for s in sight.seen]
        self._chances: dict[str, Floats] = {}

    def chances(self, family: str) -> Floats:
        """Probability that each clause holds a claim of a family. [clauses]."""
        if family not in self._chances:
            table = self._weights.clause
            column = table.outputs.index(family)
            marks = self.sight.marks(family)
            adds = {mark: table.weight(mark, family) for mark in ("found", "found within")}
            logs = [
                row[column] + sum(adds[mark] for mark in marked)
                for row, marked in zip(self._scores, marks, strict=True)
            ]
            self._chances[family] = np.array([logistic(float(x)) for x in logs])
        return self._chances[family]

    def found(self, family: str) -> list[Found]:
        """The claims that wordings found, each with what is known of it."""
        return self.rate(self.sight.of(family))

    def rate(self, claims: Sequence[Claim]) -> list[Found]:
        """Claims of one family, each with what is known of it."""
        return [
            Found(claim, tuple(map(float, self._of_found(claim, len(claims))))) for claim in claims
        ]

    def place(self, claim: Claim) -> int | None:
        """The clause that a claim's words share most with; None on a page without clauses."""
        shares = self.sight.unions(claim)
        return int(np.argmax(shares)) if len(shares) else None

    def drafts(self, family: str) -> Iterator[Draft]:
        """Yield what the weights propose, with what is known of it."""
        chances = self.chances(family)
        there = self.sight.of(family)
        for i in map(int, np.flatnonzero(chances >= FAINTEST)):
            known = [*self._of_clause(i, float(chances[i]), there)]
            if family == "positions":
                yield from self._position(i, known, there)
            elif family == "assessments":
                yield from self._assessment(i, known)
            else:
                yield Draft(family, self.sight.clauses[i], tuple(known))

    def _of_found(self, claim: Claim, count: int) -> Iterator[float]:
        chances = self.chances(claim.family)
        shares = self.sight.unions(claim)
        known = len(shares) > 0
        best = int(np.argmax(shares)) if known else -1
        yield claim.confidence
        yield chances[best] if known else 0.0
        yield chances[shares >= _NEARLY].max(initial=0.0)
        yield chances[self.sight.overlaps(claim) >= SAME].max(initial=0.0)
        yield shares[best] if known else 0.0
        yield count > _MANY
        yield claim.reported_by == NARRATOR
        if isinstance(claim, Position):
            yield from self._of_position(claim, best)
        elif isinstance(claim, Assessment):
            yield self.polarities(best)[claim.polarity] if known else 0.0
            yield claim.by.startswith(UNNAMED)
        elif isinstance(claim, Contact):
            yield len(claim.participants)
            yield claim.status in ("held", "ongoing")
            yield claim.status == "planned"
        if claim.family in IN_SETTING:
            clause = self.sight.clauses[best] if known else None
            page, claims = self.sight.page, self.sight.claims
            yield from facts_of_setting(page, claims, claim, clause=clause)

    def _of_position(self, position: Position, best: int) -> Iterator[float]:
        stances = self.stances(best) if best >= 0 else {}
        holders = self.holders(best) if best >= 0 else {}
        held = holders.get(position.actor, 0.0)
        yield held
        yield bool(holders) and held == max(holders.values())
        yield position.actor not in holders
        yield stances.get(position.stance, 0.0)
        yield bool(stances) and stances.get(position.stance, 0.0) == max(stances.values())
        yield position.hedged
        yield position.condition is not None
        yield position.voice == "own"

    def _of_clause(self, i: int, chance: float, there: Sequence[Claim]) -> Iterator[float]:
        span, seen = self.sight.spans[i], self.sight.seen[i]
        yield chance
        yield math.log(chance / (1 - chance))
        yield float(any(overlap(span, _span(claim)) >= SAME for claim in there))
        yield float("narrated" in seen.here)
        yield float("quoted" in seen.here)
        yield len(seen) / 100

    def _position(self, i: int, known: list[float], there: Sequence[Claim]) -> Iterator[Draft]:
        page, clause = self.sight.page, self.sight.clauses[i]
        put, stances = mood(page.parse, clause.verb), self.stances(i)
        bound = put.condition is not None
        if is_torn(stances) and not (bound and put.negated):
            return
        holders = self.holders(i)
        if not holders:
            return
        ranked = sorted(holders.values(), reverse=True)
        holder = max(holders, key=lambda name: holders[name])
        stance = stance_bound(page, put, stances) if bound else likeliest(stances)
        span = self.sight.spans[i]
        same = [c for c in there if isinstance(c, Position) and overlap(span, _span(c)) >= SAME]
        facts = [
            *known,
            ranked[0],
            ranked[0] - (ranked[1] if len(ranked) > 1 else 0.0),
            stances[stance],
            -sum(p * math.log(p + 1e-9) for p in stances.values()),
            float(any(c.actor == holder for c in same)),
            float(any(c.stance == stance for c in same)),
            math.log(ranked[0] * stances[stance] * known[0] + 1e-6),
            *(facts_of_condition(page, put) if bound else ()),
        ]
        yield Draft("positions", clause, tuple(facts), holder=holder, stance=stance, bound=bound)

    def _assessment(self, i: int, known: list[float]) -> Iterator[Draft]:
        said = self.sight.page.statement_at(self.sight.clauses[i].verb)
        if said is None:
            return
        ways = self.polarities(i)
        way = max(POLARITIES, key=lambda name: ways[name])
        facts = [
            *known,
            ways[way],
            math.log(ways[way] * known[0] + 1e-6),
            float(said.speaker.startswith(UNNAMED)),
        ]
        clause = self.sight.clauses[i]
        yield Draft("assessments", clause, tuple(facts), by=said.speaker, polarity=way)

    def holders(self, i: int) -> dict[str, float]:
        """Probability that each party holds the stance of a clause."""
        table, seen = self._weights.holder, self.sight.holders_seen(i)
        # most parties have nothing to do with a clause, and of many the same is seen
        alike = {rows: logistic(table.score(rows)) for rows in set(seen)}
        return dict(zip(self.sight.places.parties, map(alike.__getitem__, seen), strict=True))

    def stances(self, i: int) -> dict[str, float]:
        """Share of each stance, of all that a clause may show; they add up to 1."""
        table = self._weights.stance
        seen = self.sight.stance_seen(i)
        shares = softmax(table.more(seen.apart.scored(table), seen.here))
        return dict(zip(table.outputs, map(float, shares), strict=True))

    def polarities(self, i: int) -> dict[str, float]:
        """Share of each way in which a clause may judge; they add up to 1."""
        outputs = self._weights.clause.outputs
        columns = [outputs.index(name) for name in POLARITIES]
        return dict(zip(POLARITIES, map(float, softmax(self._scores[i][columns])), strict=True))


def is_torn(stances: Mapping[str, float]) -> bool:
    """Return whether a clause may be read as yes and as no: then it is neither."""
    no, yes = stances["rejects"], sum(stances[stance] for stance in _YES)
    return min(no, yes) > MOST_OPPOSED


def _span(claim: Claim) -> Span:
    return Span(claim.main.start, claim.main.end)
