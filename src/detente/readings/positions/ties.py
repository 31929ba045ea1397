"""Ties: a condition that by its form tells of a stance, where no wording for one stands.

"No ship will pass until Norland relents", the minister said: Sudmark demands that it relent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.model.claims import Claim
from detente.model.vocabulary import Stance
from detente.readings import tree
from detente.readings.modality import Mood, mood
from detente.readings.nlp import Hit, Parse, Stretch
from detente.readings.page import Page
from detente.readings.positions.acts import BEING
from detente.readings.positions.placed import Trigger
from detente.readings.positions.standins import stand_ins
from detente.readings.positions.voices import speaking
from detente.readings.rules import shipped_lists

FAMILY = "ties"
_NAME = "en.position.tied."
# Of these modals a condition makes terms: what "may" be is no promise.
_PROMISING = frozenset({"will", "would", "'ll", "’ll", "'d", "’d", "can", "could"})
_THREATENING = frozenset({"will", "would", "'ll", "’ll"})
_POSSIBLE = frozenset({"acceptable", "conceivable", "feasible", "possible"})
# A clause beside these is no clause of its own.
_WITHIN = frozenset({"acl", "advcl", "pcomp", "relcl"})
# "It changes course", "they relent": whoever was threatened.
_AGAIN = frozenset({"he", "it", "she", "they"})
# So many words may stand in a condition ahead of the one that opens it: "but only if".
_AHEAD = 3
# So many words off stands the verb that it bears on.
_NEAR = 40


def is_tied(claim: Claim) -> bool:
    """Return whether a claim rests on a condition alone."""
    return claim.rule is not None and claim.rule.startswith(_NAME)


def tied(page: Page, taken: Sequence[Stretch]) -> Iterator[Trigger]:
    """Yield the clauses whose condition tells of a stance, with that stance as their reading.

    taken: Where wordings have told, or kept silent on purpose.
    """
    for hit in page.hits(FAMILY):
        head = _bearer(page, hit)
        if head is None or _is_taken(page, head, taken):
            continue
        put = mood(page.parse, head)
        found = _FORMS[hit.reads](page, head, put)
        if found is not None:
            stance, kind = found
            yield Trigger(replace(hit, reads=stance, extra={"kind": kind}), head, put)


def _bearer(page: Page, hit: Hit) -> int | None:
    """The verb with a subject that the condition bears on, the nearest; or None."""
    parse = page.parse
    sentence = parse.sentences[parse.tokens[hit.start].sentence]
    first, last = max(sentence.start, hit.start - _NEAR), min(sentence.end, hit.end + _NEAR)
    bearing = [
        i
        for i in range(first, last)
        if parse.tokens[i].pos in ("AUX", "VERB")
        and tree.child(parse, i, *tree.SUBJECTS, "expl") is not None
        and page.said_with(i) is None
        and any(_bears(parse, i, opener) for opener in range(hit.start, hit.end))
    ]
    nearest = min(bearing, key=lambda i: abs(i - hit.start), default=None)
    return None if nearest is None or parse.tokens[nearest].dep in _WITHIN else nearest


def _bears(parse: Parse, verb: int, opener: int) -> bool:
    bearing = mood(parse, verb).condition
    if bearing is None or bearing.start <= verb < bearing.end:
        return False
    return bearing.start <= opener < min(bearing.start + _AHEAD, bearing.end)


def _is_taken(page: Page, verb: int, taken: Sequence[Stretch]) -> bool:
    """Whether a wording tells in the clause already, its condition left out."""
    here, bearing = tree.clause(page.parse, verb), mood(page.parse, verb).condition
    return any(
        here.start <= one.start < here.end
        and not (bearing is not None and bearing.start <= one.start < bearing.end)
        for one in taken
    )


_Read = tuple[Stance, str] | None


def _of_terms(page: Page, verb: int, put: Mood) -> _Read:
    """A way out that is named: "will not sign until", "the levy stays unless they pay"."""
    if _is_told(page.parse, verb):
        return None
    if put.negated:
        if _refuses_nothing(page, verb):
            return None
        if _is_of_nothing(page.parse, verb):
            return ("demands", "ultimatum")
        return ("conditionally_accepts", "tie") if _is_ones_own(page, verb) else None
    threatens = put.modal in _THREATENING and _is_asked_of_others(page, verb, put)
    return ("demands", "ultimatum") if threatens else None


def _of_swap(page: Page, verb: int, put: Mood) -> _Read:
    """An exchange: "would drop the fee in return for a seat"."""
    gives = not put.negated and put.modal in _PROMISING and _is_ones_own(page, verb)
    return ("offers", "tie") if gives else None


def _of_yes(page: Page, verb: int, put: Mood) -> _Read:
    """What a yes hangs on: "it could be shared, provided the guards leave"."""
    may = put.modal in _PROMISING or _is_possible(page, verb)
    return _yes(page, verb) if may and not put.negated and _is_ones_own(page, verb) else None


def _is_possible(page: Page, verb: int) -> bool:
    """Whether a thing "is possible": what is so only on terms is given on them."""
    so = tree.child(page.parse, verb, "acomp", "attr")
    may = so is not None and page.parse.tokens[so].lower in _POSSIBLE
    return may and _may_be_tied(page, verb)


def _of_tie(page: Page, verb: int, put: Mood) -> _Read:
    """What a thing is tied to: "the truce is subject to a vote"."""
    if put.negated or not _is_ones_own(page, verb):
        return None
    is_so = page.parse.tokens[verb].lemma in BEING
    if is_so and not _may_be_tied(page, verb):
        return None
    return _yes(page, verb) if is_so or put.modal in _PROMISING else None


def _of_span(page: Page, verb: int, put: Mood) -> _Read:
    """How long a no or a yes lasts: "there will be no quotas as long as Norland sticks to it"."""
    if not put.negated:
        return _of_yes(page, verb, put)
    lasts = _is_asked_of_others(page, verb, put) and not _is_told(page.parse, verb)
    return ("rejects", "tie") if lasts and _is_ones_own(page, verb) else None


_FORMS = {
    "terms": _of_terms,
    "swap": _of_swap,
    "yes": _of_yes,
    "tie": _of_tie,
    "span": _of_span,
}


def _yes(page: Page, verb: int) -> _Read:
    thing = tree.subject(page.parse, verb)
    bids = shipped_lists("positions")["bids"]
    given = thing is not None and page.parse.tokens[thing].lemma in bids
    return ("offers" if given else "conditionally_accepts", "tie")


def _is_told(parse: Parse, verb: int) -> bool:
    """Whether it tells what was: "there was no truce until they left", "did not leave until"."""
    near = [verb, *(c for c in parse.children[verb] if parse.tokens[c].pos == "AUX")]
    return any(parse.tokens[i].tag == "VBD" for i in near)


def _refuses_nothing(page: Page, verb: int) -> bool:
    """Whether leaving it undone is no refusal: "will not rest until", "a truce will not hold"."""
    lemma, words = page.parse.tokens[verb].lemma, shipped_lists("positions")
    if lemma in words["resting"] or lemma in words["knowing"]:
        return True
    turns_out = lemma in words["turning_out"] and tree.child(page.parse, verb, "dobj") is None
    return turns_out and _thing(page, verb) is not None


def _may_be_tied(page: Page, verb: int) -> bool:
    """Whether it is a thing that is tied to another: no party, nor what lives on something."""
    thing, needing = _thing(page, verb), shipped_lists("positions")["needing"]
    return thing is not None and page.parse.tokens[thing].lemma not in needing


def _thing(page: Page, verb: int) -> int | None:
    """The subject of a verb, if that is a thing and no party."""
    thing = tree.child(page.parse, verb, "nsubj")
    if thing is None or page.parse.tokens[thing].pos != "NOUN" or _parties(page, thing):
        return None
    return thing


def _is_of_nothing(parse: Parse, verb: int) -> bool:
    """Whether it is "no ship will pass", "there will be no truce"."""
    if tree.child(parse, verb, "expl") is not None:
        return True
    thing = tree.child(parse, verb, *tree.SUBJECTS)
    return thing is not None and any(parse.tokens[c].lower == "no" for c in parse.children[thing])


def _is_ones_own(page: Page, verb: int) -> bool:
    """Whether whoever does it is the one who tells, the text's own party, or a thing."""
    token = tree.subject(page.parse, verb)
    tellers = {holder.party for holder in speaking(page, verb)}
    if token is None:
        return bool(tellers)
    parties = _parties(page, token)
    if parties:
        return not tellers or bool(parties & tellers)
    lone = page.parse.tokens[token].pos == "PRON" and page.parse.tokens[token].lower != "there"
    return bool(tellers) and (not lone or page.parse.tokens[token].lower in ("we", "i"))


def _is_asked_of_others(page: Page, verb: int, put: Mood) -> bool:
    """Whether what must be is for another party to do than for the one who tells."""
    tellers = {holder.party for holder in speaking(page, verb)}
    if not tellers or put.condition is None:
        return False
    inside = range(put.condition.start, put.condition.end)
    asked = [i for i in inside if page.parse.tokens[i].dep == "nsubj"]
    parties = set().union(*(_parties(page, i) for i in asked)) if asked else set()
    if parties:
        return not parties & tellers
    addressed = tree.subject(page.parse, verb)
    again = any(page.parse.tokens[i].lower in _AGAIN for i in asked)
    named = set() if addressed is None else _parties(page, addressed)
    return again and bool(named) and not named & tellers


def _parties(page: Page, token: int) -> set[str]:
    names = page.who(token) or stand_ins(page, token)
    return set(map(page.cast.party, names))
