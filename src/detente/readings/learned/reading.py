"""Wordings and weights together: what wordings found is weighed, what they missed is proposed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from detente.model.actors import NARRATOR
from detente.model.claims import (
    Assessment,
    Claim,
    NextStep,
    Position,
    Unknown,
    When,
)
from detente.readings import times, tree
from detente.readings.coming import is_over, without_day
from detente.readings.learned.about import about_of, matter_of
from detente.readings.learned.bound import BOUND, is_inside
from detente.readings.learned.clauses import Span, hits_within, overlap
from detente.readings.learned.doubts import is_doubtful
from detente.readings.learned.judging import PROPOSED, WEIGHED, Draft, Found, Judge, look
from detente.readings.learned.plans import read_plans
from detente.readings.learned.setting import is_owned, is_signature
from detente.readings.learned.weights import Weights
from detente.readings.modality import mood
from detente.readings.nlp import Stretch
from detente.readings.outlook import is_likened, is_unreal
from detente.readings.page import Page
from detente.readings.positions.adjuncts import without_teller
from detente.readings.positions.bidding import NAME as BIDDEN
from detente.readings.positions.provisos import GIVING, proviso
from detente.readings.positions.red_lines import level_at, red_line_at
from detente.readings.positions.targets import is_only_saying
from detente.readings.positions.ties import is_tied
from detente.readings.positions.voices import Holder, account_of
from detente.readings.rules import shipped_lists
from detente.readings.speech.chain import chain_of
from detente.readings.unknowns import is_answered

# Proposals that share more than this with what already stands are repetitions.
_APART = 0.3
# Of demands and refusals told by a noun with an owner so many hold on the reports learned from (15
# of 20). Of positions within a sticking point, which the text says the talks are about, 4 of 4 do.
# Who signs an accord accepts it: the codebook says so.
_PLAIN = 0.75
# Who bids others do something asks for it, though the verb alone may be one of a yes: "accept it".
# On the reports tuned on 2 of 3 such hold.
_BIDDEN = 0.55
# A claim lies within a sticking point if it shares so much of the shorter with it.
_WITHIN = 0.8
_WOULD = frozenset({"will", "would", "'ll", "’ll"})


# Why a proposal became no claim: under the floor, said already, or nothing that can be written.
Passed = Literal["floor", "stands", "unwritten"]


@dataclass(frozen=True, slots=True)
class Rated:
    """A claim that a wording found, and the share of such claims that hold.

    claim: With that share as its confidence; None if it is under the floor.
    """

    found: Found
    confidence: float
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class Tried:
    """A proposal of the weights, and the share of such claims that hold.

    claim: What was made of it. passed: Why nothing was.
    """

    draft: Draft
    confidence: float
    claim: Claim | None = None
    passed: Passed | None = None


@dataclass(frozen=True)
class Weighing:
    """What wordings found and what the weights propose on a page, kept or not."""

    judge: Judge
    untouched: tuple[Claim, ...]
    rated: tuple[Rated, ...]
    tried: tuple[Tried, ...]

    @property
    def claims(self) -> list[Claim]:
        """Those that are kept."""
        kept = list(self.untouched)
        for family in WEIGHED:
            kept += [r.claim for r in self.rated if r.claim and r.claim.family == family]
            kept += [t.claim for t in self.tried if t.claim and t.claim.family == family]
        return kept


def weigh(page: Page, claims: Sequence[Claim], weights: Weights) -> Weighing:
    """Return the claims of a page with their measured confidence, and those that were missed.

    What wordings found keeps its place unless hardly any such claim holds; what the weights
    propose comes in where it is likely enough, and only where nothing stands yet. Proposals are
    nouns, not clauses, and have weights of their own.
    """
    ties = [claim for claim in claims if is_tied(claim)]
    judge = Judge(look(page, claims), weights)
    rated: list[Rated] = []
    tried: list[Tried] = []
    for family in WEIGHED:
        found = _rated(judge, weights, family)
        rated += found
        if family in PROPOSED:
            kept = [one.claim for one in found if one.claim is not None]
            tried += _tried(page, judge, weights, found=kept, family=family)
    rated += _rated_ties(judge, weights, ties, [*rated, *tried])
    untouched = [claim for claim in claims if claim.family not in (*WEIGHED, "proposals")]
    untouched += read_plans(page, claims, weights)
    return Weighing(judge, tuple(untouched), tuple(rated), tuple(tried))


def _rated(judge: Judge, weights: Weights, family: str) -> list[Rated]:
    referee = weights.found[family]
    made = []
    for found in judge.found(family):
        sure = max(referee.judge(found.facts), _plainly(judge, found.claim))
        enough = sure >= floor_of(weights, found.claim)
        kept = replace(found.claim, confidence=round(sure, 3)) if enough else None
        made.append(Rated(found, sure, kept))
    return made


def _rated_ties(
    judge: Judge, weights: Weights, ties: Sequence[Claim], others: Sequence[Rated | Tried]
) -> list[Rated]:
    """Positions that a condition alone tells of, where nothing else stands.

    The weights were learned without them, and know the holder and the stance better.
    """
    stand = [o.claim for o in others if o.claim is not None and o.claim.family == "positions"]
    taken = [Span(e.start, e.end) for claim in stand for e in claim.evidence]
    made = []
    for found in judge.rate(ties):
        here = Span(found.claim.main.start, found.claim.main.end)
        sure = weights.found["positions"].judge(found.facts)
        free = all(overlap(here, other) < _APART for other in taken)
        enough = free and sure >= floor_of(weights, found.claim)
        kept = replace(found.claim, confidence=round(sure, 3)) if enough else None
        made.append(Rated(found, sure, kept))
    return made


def _plainly(judge: Judge, claim: Claim) -> float:
    """How sure at least a position is that the text itself tells in plain words.

    A demand or refusal that it calls a sticking point: "Norland's demand for a vote is the main
    obstacle". A signature: "Norland and Sudmark signed the accord on Monday".
    """
    if not isinstance(claim, Position):
        return 0.0
    if is_signature(judge.sight.page, claim, judge.sight.of("positions")):
        return _PLAIN
    if claim.rule == BIDDEN:
        return _BIDDEN
    if not is_owned(claim):
        return 0.0
    here = Span(claim.main.start, claim.main.end)
    named = judge.sight.of("sticking_points")
    blocks = any(overlap(here, Span(s.main.start, s.main.end)) >= _WITHIN for s in named)
    return _PLAIN if blocks else 0.0


def floor_of(weights: Weights, claim: Claim) -> float:
    """Return the floor of a claim that a wording found: lower for a position with a condition."""
    floor = weights.found[claim.family].floor
    if isinstance(claim, Position) and claim.condition is not None:
        return min(floor, weights.proposed[BOUND].floor)
    return floor


def _tried(
    page: Page, judge: Judge, weights: Weights, *, found: Iterable[Claim], family: str
) -> list[Tried]:
    """What becomes of each proposal, the likeliest first. found: What stands already."""
    referees = weights.proposed
    rated = [(referees[d.referee].judge(d.facts), d) for d in judge.drafts(family)]
    taken = [Span(e.start, e.end) for c in found for e in c.evidence]
    made: list[Tried] = []
    for confidence, draft in sorted(rated, key=lambda r: -r[0]):
        span = draft.clause.span(page)
        if confidence < referees[draft.referee].floor:
            made.append(Tried(draft, confidence, passed="floor"))
        elif any(overlap(span, other) >= _APART for other in taken):
            made.append(Tried(draft, confidence, passed="stands"))
        elif (claim := _WRITE[family](page, draft)) is None:
            made.append(Tried(draft, confidence, passed="unwritten"))
        else:
            claim = replace(
                _weighing_both(claim, judge),
                rule=f"claims@{weights.version}",
                confidence=round(confidence, 3),
            )
            made.append(Tried(draft, confidence, claim))
            taken.append(span)
    return made


def _weighing_both(claim: Claim, judge: Judge) -> Claim:
    """A judgement of which wordings tell that it weighs good against bad, as all that it says.

    "While some points were acceptable, disagreements persist": neither half alone is told.
    """
    if not isinstance(claim, Assessment) or claim.polarity not in ("positive", "negative"):
        return claim
    here = Span(claim.main.start, claim.main.end)
    told = (a for a in judge.sight.of("assessments") if isinstance(a, Assessment))
    for other in (a for a in told if a.polarity == "mixed" and a.by == claim.by):
        if overlap(here, Span(other.main.start, other.main.end)) >= _APART:
            return replace(claim, polarity="mixed", evidence=other.evidence, about=other.about)
    return claim


def _position(page: Page, draft: Draft) -> Claim | None:
    if is_doubtful(page, draft):
        return None
    verb = draft.clause.verb
    put = mood(page.parse, verb)
    stance, condition = draft.stance, page.text_of(put.condition)
    if stance in GIVING and condition is None and not put.negated:
        condition = page.text_of(proviso(page, verb))
    if stance == "accepts" and condition is not None:
        stance = "conditionally_accepts"
    if stance == "conditionally_accepts" and condition is None:
        return None  # a yes on a condition that nobody can read is no yes
    words = _said_before(page, verb) or about_of(page, draft.clause, stance)
    if words is None or is_only_saying(page, words) or _is_judged(page, words):
        return None
    if condition is not None and any(
        is_likened(page.parse, i) for i in tree.tops(page.parse, words)
    ):
        return None
    if page.text(words) == draft.holder:
        return None
    account = account_of(page, _told(page, verb), Holder(draft.holder, draft.holder))
    about = page.text(without_teller(page, words))
    return Position(
        evidence=(page.cite(page.within_statement(draft.clause.stretch, verb)),),
        actor=draft.holder,
        issue=about,
        stance=stance,
        condition=condition,
        voice=account.voice,
        proposition=about if _names_something(page, words) else None,
        firmness=red_line_at(page, verb),
        level=level_at(page, verb),
        reported_by=account.reported_by,
        when=times.when(page, verb),
        hedged=put.hedged or account.hedged,
        chain=account.chain,
    )


def _is_judged(page: Page, words: Stretch) -> bool:
    """Whether words only say how something would be: "be hard for them to agree with us".

    What "must be" so is demanded.
    """
    tokens = page.parse.tokens[words.start : words.end]
    told = {*shipped_lists("positions")["willing"]} & {t.lower for t in tokens}
    would = mood(page.parse, words.start).modal in _WOULD
    return tokens[0].lower == "be" and would and not told


def _names_something(page: Page, words: Stretch) -> bool:
    """Whether words can be looked up: "accept it" cannot."""
    tokens = page.parse.tokens[words.start : words.end]
    return any(t.pos in ("NOUN", "PROPN", "NUM") for t in tokens)


def _told(page: Page, verb: int) -> int:
    """The first word of what is said, if the verb is one of saying it; else the verb."""
    said = page.said_with(verb)
    return page.token_at(said.main.start) if said is not None else verb


def _said_before(page: Page, verb: int) -> Stretch | None:
    """What is said ahead of a verb of saying: behind that stands only when and where."""
    said = page.said_with(verb)
    if said is None or said.main.end > page.parse.tokens[verb].start:
        return None
    return Stretch(page.token_at(said.main.start), page.token_at(said.main.end - 1) + 1)


def _assessment(page: Page, draft: Draft) -> Claim | None:
    verb = draft.clause.verb
    said = page.statement_at(verb)
    condition = mood(page.parse, verb).condition
    if said is None or (condition is not None and is_unreal(page.parse, verb)):
        return None
    if draft.polarity == "conditional" and (condition is None or _is_stance(page, draft)):
        return None
    thing = tree.subject(page.parse, verb)
    named = thing is not None and page.parse.tokens[thing].pos != "PRON"
    about = tree.noun_phrase(page.parse, thing) if named and thing is not None else None
    return Assessment(
        evidence=(page.cite(page.within_statement(draft.clause.stretch, verb)),),
        by=draft.by,
        about=page.text(about or draft.clause.stretch),
        polarity=draft.polarity,
        condition=page.text_of(condition) if draft.polarity == "conditional" else None,
        reported_by=said.reported_by if said.chain else said.speaker,
        hedged=said.hedged,
        chain=chain_of(page, verb),
        when=said.when,
    )


def _is_stance(page: Page, draft: Draft) -> bool:
    """Whether a wording of a stance is in the clause: "ready to sign if" forecasts nothing."""
    bearing = mood(page.parse, draft.clause.verb).condition
    return any(
        hit.family == "positions" and not is_inside(bearing, hit.start)
        for hit in hits_within(page, draft.clause.stretch)
    )


def _next_step(page: Page, draft: Draft) -> Claim | None:
    verb = draft.clause.verb
    said, when = page.statement_at(verb), times.bearing(page, verb)
    put = mood(page.parse, verb)
    if put.question or put.condition is not None or is_over(page, verb):
        return None
    return NextStep(
        evidence=(page.cite(draft.clause.stretch),),
        what=page.text(without_day(page, draft.clause.stretch, when)),
        who=_doers(page, verb),
        days=when.days if when else None,
        date_text=page.text(when.stretch) if when else None,
        reported_by=said.speaker if said else NARRATOR,
        hedged=put.hedged,
        chain=chain_of(page, verb),
        when=When(when.days, page.cite(when.stretch)) if when and when.days else None,
    )


def _unknown(page: Page, draft: Draft) -> Claim | None:
    verb = draft.clause.verb
    if is_answered(page, verb):
        return None
    said = page.statement_at(verb)
    return Unknown(
        evidence=(page.cite(draft.clause.stretch),),
        what=page.text(matter_of(page, draft.clause)),
        withheld_by=_doers(page, verb),
        reported_by=said.speaker if said is not None else NARRATOR,
        hedged=said is not None and said.hedged,
        chain=chain_of(page, verb),
        when=times.when(page, verb),
    )


_WRITE: Mapping[str, Callable[[Page, Draft], Claim | None]] = {
    "positions": _position,
    "assessments": _assessment,
    "next_steps": _next_step,
    "unknowns": _unknown,
}


def _doers(page: Page, verb: int) -> tuple[str, ...]:
    doer = tree.doer(page.parse, verb)
    return page.who(doer) if doer is not None else ()
