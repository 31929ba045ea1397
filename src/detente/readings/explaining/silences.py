"""Why words gave no claim: what was passed over, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.model.claims import Assessment, Claim, Position
from detente.model.explanations import Passed, Silence
from detente.readings.explaining.wording import named, passed_words
from detente.readings.learned.judging import FAINTEST, PROPOSED, Draft, is_torn
from detente.readings.learned.reading import Rated, Weighing, floor_of
from detente.readings.learned.reading import Tried as Proposal
from detente.readings.learned.stances import verb_of
from detente.readings.learned.weights import Weights
from detente.readings.modality import mood
from detente.readings.nlp import Hit, Stretch
from detente.readings.page import Page
from detente.readings.positions.reading import Tried, try_positions
from detente.readings.tree import noun_phrase, subject

# Wordings of these give a claim each; whether they did is asked sentence by sentence.
_FAMILIES = ("contacts", "proposals", "sticking_points", "assessments", "next_steps", "unknowns")

# A sentence may hold many wordings as slight as "will": more of them explain nothing.
_MOST_LOST = 2


class Silences:
    """Explains what was passed over on one page."""

    def __init__(
        self,
        page: Page,
        found: Sequence[Claim],
        *,
        weighing: Weighing | None,
        weights: Weights | None,
    ) -> None:
        """Take a page. found: What wordings found, before anything was weighed."""
        self._page, self._found = page, found
        self._weighing, self._weights = weighing, weights
        self._tried = try_positions(page)

    def of(self, claims: Sequence[Claim]) -> Iterator[Silence]:
        """Yield the sentences of which something is to be said. claims: Of the reading."""
        page, told = self._page, set[int]()
        for sentence in page.parse.sentences:
            paragraph = page.parse.tokens[sentence.start].paragraph
            if paragraph in page.furniture:
                if paragraph not in told:
                    whole = page.cite(page.parse.paragraphs[paragraph])
                    passed = (Passed("", passed_words("furniture")),)
                    yield Silence(evidence=whole, passed=passed, furniture=True)
                told.add(paragraph)
                continue
            if not any(map(str.isalnum, page.text(sentence))):
                continue
            count = sum(self._touches(sentence, claim) for claim in claims)
            found = tuple(dict.fromkeys(self._passed(sentence, silent=not count)))
            if found:
                yield Silence(evidence=page.cite(sentence), passed=found, claims=count)

    def _passed(self, sentence: Stretch, *, silent: bool) -> Iterator[Passed]:
        found = [*self._positions(sentence), *self._rated(sentence)]
        # beside a claim, a lone "will" or "plan" that gave none is no loss
        found += self._others(sentence) if silent else ()
        yield from found
        if silent:
            likeliest = list(self._likeliest(sentence))
            yield from likeliest
            if not found and not likeliest:
                yield self._nothing(sentence)

    def _positions(self, sentence: Stretch) -> Iterator[Passed]:
        for tried in self._tried:
            if tried.passed is not None and _within(tried.trigger.head, sentence):
                why = passed_words(tried.passed) + self._subject(tried)
                yield Passed(self._wording(tried.trigger.hit, tried), why)

    def _subject(self, tried: Tried) -> str:
        """The words that nobody is known behind, where a stance has no holder."""
        parse, head = self._page.parse, tried.trigger.head
        doer = subject(parse, head) if tried.passed == "no_holder" else None
        if doer is None:
            return ""
        return f" (its subject is “{self._page.text(noun_phrase(parse, doer))}”)"

    def _others(self, sentence: Stretch) -> Iterator[Passed]:
        """What wordings of the other families found in vain, the surest ones."""
        lost = []
        for family in _FAMILIES:
            hits = [h for h in self._page.hits(family) if _within(h.start, sentence)]
            there = any(c.family == family and self._touches(sentence, c) for c in self._found)
            lost += [] if there else hits[:1]
        for hit in sorted(lost, key=lambda h: -h.confidence)[:_MOST_LOST]:
            yield Passed(self._wording(hit), self._why_not(hit))

    def _why_not(self, hit: Hit) -> str:
        """As the clause is put; else what such a claim needs."""
        put = mood(self._page.parse, verb_of(self._page, hit))
        if put.question:
            return passed_words("question")
        if put.footing in ("supposed", "denied"):
            return passed_words("unsaid")
        return passed_words(hit.family)

    def _wording(self, hit: Hit, tried: Tried | None = None) -> str:
        words = self._page.text(Stretch(hit.start, hit.end))
        means = named(hit.reads) if tried is not None else named(hit.family)
        return f"“{words}”, a wording for {means} ({hit.rule})"

    def _rated(self, sentence: Stretch) -> Iterator[Passed]:
        """What wordings found and hardly ever holds."""
        if self._weighing is None or self._weights is None:
            return
        for rated in self._weighing.rated:
            claim = rated.found.claim
            if rated.claim is None and self._touches(sentence, claim):
                floor = floor_of(self._weights, claim)
                yield Passed(_claim_words(rated), _under(rated.confidence, floor))

    def _likeliest(self, sentence: Stretch) -> Iterator[Passed]:
        """The likeliest proposal of the weights for a sentence."""
        if self._weighing is None or self._weights is None:
            return
        here = [t for t in self._weighing.tried if _within(t.draft.clause.verb, sentence)]
        here = [t for t in here if t.claim is None]
        if here:
            yield self._proposal(max(here, key=lambda t: t.confidence), self._weights)
            return
        judge = self._weighing.judge
        for i, clause in enumerate(judge.sight.clauses):
            likely = judge.chances("positions")[i] >= FAINTEST
            if _within(clause.verb, sentence) and likely and is_torn(judge.stances(i)):
                yield Passed("a clause that reads like a position", passed_words("torn"))

    def _proposal(self, tried: Proposal, weights: Weights) -> Passed:
        floor = weights.proposed[tried.draft.referee].floor
        if tried.passed == "floor":
            return Passed(_draft_words(tried.draft), _under(tried.confidence, floor))
        return Passed(_draft_words(tried.draft), passed_words(tried.passed or "stands"))

    def _nothing(self, sentence: Stretch) -> Passed:
        if self._weighing is None:
            return Passed("", passed_words("no_wording"))
        judge = self._weighing.judge
        chances = [
            (float(judge.chances(family)[i]), family)
            for i, clause in enumerate(judge.sight.clauses)
            if _within(clause.verb, sentence)
            for family in PROPOSED
        ]
        if not chances:
            return Passed("", passed_words("no_clause"))
        best, family = max(chances)
        return Passed("", _nothing_words(family, best))

    def _touches(self, sentence: Stretch, claim: Claim) -> bool:
        tokens = self._page.parse.tokens
        start, end = tokens[sentence.start].start, tokens[sentence.end - 1].end
        return any(e.start < end and start < e.end for e in claim.evidence)


def _within(token: int, sentence: Stretch) -> bool:
    return sentence.start <= token < sentence.end


def _under(share: float, floor: float) -> str:
    # cut, not rounded: what is left out is never as much as is needed
    return passed_words("floor", n=int(100 * share), floor=round(100 * floor))


def _nothing_words(family: str, best: float) -> str:
    name = "nothing" if best < FAINTEST else "faint"
    return passed_words(name, family=named(family), n=round(100 * best))


def _claim_words(rated: Rated) -> str:
    claim = rated.found.claim
    what = named(claim.family)
    if isinstance(claim, Position):
        what = f"{named(claim.stance)} of {claim.actor}"
    elif isinstance(claim, Assessment):
        what = f"a {claim.polarity} judgement by {claim.by}"
    return f"{what}, found by the wording {claim.rule}"


def _draft_words(draft: Draft) -> str:
    if draft.family == "positions":
        return f"most like {named(draft.stance)} of {draft.holder}"
    if draft.family == "assessments":
        return f"most like a {draft.polarity} judgement by {draft.by}"
    return f"most like {named(draft.family)}"
