"""Why each claim of a reading is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from detente.model.claims import Assessment, Claim, Contact, Position, Quantity
from detente.model.explanations import Reason, Rival, Why
from detente.model.gist import kind_of
from detente.model.text import Evidence
from detente.readings.explaining.clues import clues_of, of_clause
from detente.readings.explaining.wording import facts, named, table, typical
from detente.readings.learned.judging import Judge
from detente.readings.learned.reading import Weighing
from detente.readings.learned.stances import verb_of
from detente.readings.learned.weights import Referee, Weights, odds
from detente.readings.modality import Mood, mood
from detente.readings.nlp import Hit, Stretch
from detente.readings.page import Page
from detente.readings.positions.reading import Tried, try_positions
from detente.readings.rules import shipped_rules

# The words that weigh most in a clause that no wording found; more of them are not shown.
_MOST_WORDS = 4
# Numbers that are rounded add up to so much more or less.
_ROUNDING = 0.01


class Claims:
    """Explains the claims of one page: looked up once, asked claim by claim."""

    def __init__(self, page: Page, weighing: Weighing | None, weights: Weights | None) -> None:
        """Take a page, and what was weighed on it if trained parts took part."""
        self._page, self._weighing, self._weights = page, weighing, weights
        self._rules = {rule.name: rule for rule in shipped_rules()}
        self._hits: dict[str, list[Hit]] = {}
        for hit in page.parse.hits:
            self._hits.setdefault(hit.rule, []).append(hit)
        self._tried = {id(tried.trigger.hit): tried for tried in try_positions(page)}

    def why(self, claim: Claim) -> Why:
        """Return why a claim is there, as far as wordings tell; and as it was weighed."""
        hits = self._rested(claim)
        hit = hits[0] if hits else None
        why = Why(
            claim=claim,
            by=_proposer(claim.rule),
            words=tuple(self._page.cite(Stretch(h.start, h.end)) for h in hits[:_MOST_WORDS]),
            put=() if isinstance(claim, Quantity) else tuple(self._put(claim, hit)),
        )
        if claim.rule in self._rules:
            rule = self._rules[claim.rule]
            why = replace(why, example=rule.says[0], source=rule.source)
        return self._as_weighed(why)

    def _rested(self, claim: Claim) -> list[Hit]:
        """The wordings that a claim rests on: those of its rule within its words, in order."""
        tokens = self._page.parse.tokens
        return [
            hit
            for hit in self._hits.get(claim.rule, ())
            if any(
                tokens[hit.start].start < e.end and e.start < tokens[hit.end - 1].end
                for e in claim.evidence
            )
        ]

    def _put(self, claim: Claim, hit: Hit | None) -> Iterator[str]:
        tried = self._tried.get(id(hit))
        if tried is not None:
            if _holds_not(tried.trigger.hit):
                yield "the wording itself holds the “not”"
            yield from _mood_words(self._page, tried.trigger.mood)
            yield from _turned(claim, tried)
        elif hit is not None:
            yield from _mood_words(self._page, mood(self._page.parse, verb_of(self._page, hit)))
        elif (i := self._place(claim)) is not None:
            yield from _mood_words(self._page, mood(self._page.parse, i))
        if isinstance(claim, Contact):
            for other in claim.statuses:
                if other.status != claim.status:
                    yield f"given as {other.status} by {other.by}"

    def _place(self, claim: Claim) -> int | None:
        """The verb of the clause that the weights made a claim of."""
        tried = self._weighing.tried if self._weighing is not None else ()
        return next(
            (t.draft.clause.verb for t in tried if t.claim and t.claim.id == claim.id), None
        )

    def _as_weighed(self, why: Why) -> Why:
        weighing, weights, claim = self._weighing, self._weights, why.claim
        if weighing is None or weights is None:
            return why
        for rated in weighing.rated:
            if rated.claim == claim:
                referee = weights.found[claim.family]
                known = rated.found.facts
                return self._with_reasons(why, referee, known, on=("found", claim.family))
        for tried in weighing.tried:
            if tried.claim == claim:
                referee = weights.proposed[tried.draft.referee]
                why = replace(why, words=self._telling(tried.draft.clause.verb, claim))
                on = ("proposed", tried.draft.referee)
                return self._with_reasons(why, referee, tried.draft.facts, on=on)
        return why

    def _with_reasons(
        self, why: Why, referee: Referee, known: Sequence[float], *, on: tuple[str, str]
    ) -> Why:
        """Add the reasons by the numbers known. on: Found or proposed, and of which kind."""
        claim, weighing, weights = why.claim, self._weighing, self._weights
        if weighing is None or weights is None:
            return why
        usual = typical(*on, known)
        names = _names(claim)
        reasons = [
            Reason(
                fact.words(known[fact.at[0]], names),
                round(sum(float(referee.weights[k]) * (known[k] - usual[k]) for k in fact.at), 4),
                tuple(clues_of(fact.clues, weighing.judge, weights, claim=claim)),
            )
            for fact in facts(*on)
        ]
        start = round(referee.judge(usual), 4)
        reasons += _of_plain_words(claim, start, reasons)
        return replace(
            why,
            start=start,
            reasons=tuple(sorted(reasons, key=lambda r: (-abs(r.weight), r.words))),
            rivals=tuple(rivals(weighing.judge, claim)),
        )

    def _telling(self, verb: int, claim: Claim) -> tuple[Evidence, ...]:
        """The words of a clause that weigh most for a claim, and its verb, in order."""
        page, weighing, weights = self._page, self._weighing, self._weights
        if weighing is None or weights is None:
            return ()
        i = weighing.judge.place(claim)
        if i is None:
            return ()
        weight = dict(of_clause(weighing.judge, weights, i, family=claim.family))
        stretch = weighing.judge.sight.clauses[i].stretch
        words = [
            (weight.get(f"word={token.lemma.lower()}", 0.0), token.i)
            for token in page.parse.tokens[stretch.start : stretch.end]
            if token.lemma != page.parse.tokens[verb].lemma
        ]
        best = sorted((row for row in words if row[0] > 0), reverse=True)[: _MOST_WORDS - 1]
        return tuple(page.cite(Stretch(k, k + 1)) for k in sorted({verb, *(k for _, k in best)}))


def _of_plain_words(claim: Claim, start: float, reasons: Sequence[Reason]) -> Iterator[Reason]:
    """Yield what a claim gains by being told plainly, where more such ones hold than weighed."""
    here = odds(start) + sum(reason.weight for reason in reasons)
    gain = odds(claim.confidence) - here
    if gain > _ROUNDING:
        words = "how often what is told in such plain words holds on annotated reports"
        yield Reason(words, round(gain, 4))


def rivals(judge: Judge, claim: Claim) -> Iterator[Rival]:
    """Yield what else was considered for a claim that was weighed: the next best of each part."""
    i = judge.place(claim)
    if i is None:
        return
    if isinstance(claim, Position):
        yield from _rival("stance", judge.stances(i), claim.stance)
        yield from _rival("actor", judge.holders(i), claim.actor)
    elif isinstance(claim, Assessment):
        yield from _rival("polarity", judge.polarities(i), claim.polarity)


def _rival(kind: str, shares: dict[str, float], chosen: str) -> Iterator[Rival]:
    others = {name: share for name, share in shares.items() if name != chosen}
    if others:
        name = max(others, key=lambda other: others[other])
        mine = shares.get(chosen, 0.0)
        yield Rival(kind, name, round(others[name], 3), round(mine, 3))  # type: ignore[arg-type]


def _proposer(rule: str) -> str:
    """What proposed a claim, in words."""
    if not rule:
        return "the reader"
    made: Mapping[str, str] = table()["made"]
    if (name := rule.partition("@")[0]) in made:
        return f"{rule}: {made[name]}"
    # wordings are "en.position.offer", trained parts "claims"
    return f"the wording {rule}" if "." in rule else f"the trained weights {rule}"


def _names(claim: Claim) -> dict[str, str]:
    kind = kind_of(claim) or ""
    actor = claim.actor if isinstance(claim, Position) else ""
    shown = named(kind) if isinstance(claim, Position) else kind
    return {"family": named(claim.family), "kind": shown, "actor": actor}


def _mood_words(page: Page, put: Mood) -> Iterator[str]:
    """How a clause is put, where that changes what may be read from it."""
    if put.negated:
        yield "negated"
    if put.question:
        yield "asked"
    if put.condition is not None:
        yield f"on a condition, “{page.text(put.condition)}”"
    if put.modal is not None:
        yield f"with “{put.modal}”"
    elif put.future:
        yield "of what is to come"
    if put.hedged:
        yield "hedged"
    if put.footing in ("supposed", "denied"):
        yield put.footing


def _holds_not(hit: Hit) -> bool:
    return hit.extra.get("kind") == "refusing" or bool(hit.extra.get("negates"))


def _turned(claim: Claim, tried: Tried) -> Iterator[str]:
    """That a stance is not what its wording says by itself."""
    reads = tried.trigger.hit.reads
    if isinstance(claim, Position) and reads != claim.stance:
        yield f"so {named(reads)} becomes {named(claim.stance)}"
