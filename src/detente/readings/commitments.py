"""What a party owes by what was agreed, or has bound itself to: what, by when, in which text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.model.actors import NARRATOR
from detente.model.claims import Commitment
from detente.model.vocabulary import Stage
from detente.readings import times, tree
from detente.readings.agreements import (
    Agreement,
    agreement_of_clause,
    agreement_under,
    named_agreement,
    word_set,
)
from detente.readings.coming import in_condition
from detente.readings.modality import mood
from detente.readings.nlp import Hit, Stretch
from detente.readings.page import Page
from detente.readings.rules import shipped_lists
from detente.readings.speech.chain import chain_of

FAMILY = "commitments"
# A clause that tells what somebody is held to has one of these ahead of its verb.
_OWING = frozenset({"must", "shall", "will", "would", "'ll", "’ll", "should"})
_BOUND = frozenset({"agree", "commit", "pledge", "undertake", "promise"})
_ORDERED = frozenset({"due", "obliged", "required", "bound", "supposed", "obligated", "set"})


@dataclass(frozen=True, slots=True)
class _Owed:
    """A commitment found: its words, what is owed, the verb of that, and who owes it."""

    hit: Hit
    words: Stretch
    what: Stretch
    verb: int
    by: tuple[str, ...]
    under: Agreement | None = None


def read_commitments(page: Page) -> list[Commitment]:
    """Return what a page says is owed by what was agreed, each once, in order."""
    found: list[_Owed] = []
    for hit in sorted(page.hits(FAMILY), key=lambda h: (-h.confidence, h.start)):
        found += (owed for owed in _READ[hit.reads](page, hit) if owed.by)
    return [claim for owed in _without_overlap(found) for claim in _claims(page, owed)]


def _of_under(page: Page, hit: Hit) -> Iterator[_Owed]:
    """Yield "under the accord Torvania is to free 120 prisoners"."""
    under = agreement_under(page, hit.end - 1)
    verb = tree.governing_verb(page.parse, hit.start)
    if under is None or verb is None:
        return
    deed = _owed_verb(page, verb)
    if deed is not None and _is_real(page, verb):
        yield from _owed(page, hit, deed, top=verb, under=under)


def _owed_verb(page: Page, verb: int) -> int | None:
    """The verb of what somebody is to do: "free" of "is to free", "agreed to free"."""
    parse = page.parse
    token = parse.tokens[verb]
    below = tree.child(parse, verb, "xcomp")
    if below is not None and parse.tokens[below].tag == "VB":
        lemma, bound = token.lemma, parse.tokens[verb].lower
        acting = {parse.tokens[c].lower for c in parse.children[verb]} | {bound}
        if lemma in (*_BOUND, "have", "be") or acting & _ORDERED:
            return below
    helpers = {parse.tokens[c].lower for c in parse.children[verb] if c < verb}
    if helpers & _OWING or (token.tag == "VB" and "to" in helpers):
        return verb
    return None


def _of_pledged(page: Page, hit: Hit) -> Iterator[_Owed]:
    """Yield "agreed to free 120 prisoners", "committed itself to a truce"."""
    parse = page.parse
    top = hit.start
    if not _is_real(page, top) or _is_future(page, top) or tree.is_passive(parse, top):
        return
    deed = tree.child(parse, top, "xcomp", "ccomp")
    if deed is not None and parse.tokens[deed].tag == "VB" and deed > top:
        yield from _owed(page, hit, deed, top=top, under=None)
        return
    for c in parse.children[top]:
        if c > top and parse.tokens[c].dep == "prep" and parse.tokens[c].lower == "to":
            for thing in parse.children[c]:
                noun = parse.tokens[thing].dep == "pobj"
                if noun and named_agreement(page, thing) is not None:
                    yield _thing(page, hit, thing, top=top)
                elif parse.tokens[thing].tag == "VBG":
                    yield from _owed(page, hit, thing, top=top, under=None)


def _thing(page: Page, hit: Hit, noun: int, *, top: int) -> _Owed:
    """What is owed is a truce: "agreed to a truce"."""
    phrase = tree.noun_phrase(page.parse, noun)
    who = tree.subject(page.parse, top)
    words = Stretch(_start(page, top), max(phrase.end, top + 1))
    return _Owed(hit, words, phrase, top, _parties(page, who), named_agreement(page, noun))


def _of_obliged(page: Page, hit: Hit) -> Iterator[_Owed]:
    """Yield "is obliged to pull its guns back", if something agreed is named there."""
    parse = page.parse
    top, deed = hit.start, hit.end - 1
    under = agreement_of_clause(page, top)
    if under is not None and _is_real(page, top):
        head = parse.tokens[deed]
        deed = head.head if head.dep in ("aux", "auxpass") else deed
        yield from _owed(page, hit, deed, top=top, under=under)


def _of_requires(page: Page, hit: Hit) -> Iterator[_Owed]:
    """Yield "the pact requires Kestland to open the road", "calls for Norland to withdraw"."""
    parse = page.parse
    top = hit.start
    who = tree.doer(parse, top)
    under = None if who is None else _agreement_at(page, who)
    if under is None or not _is_real(page, top):
        return
    deed = tree.child(parse, top, "xcomp", "ccomp", "advcl")
    if deed is None:
        aims = tree.prep_objects(parse, top, "for")
        deed = next((c for a in aims for c in parse.children[a] if _is_to(page, c)), None)
    if deed is not None and deed > top:
        yield from _owed(page, hit, deed, top=top, under=under)


def _agreement_at(page: Page, noun: int) -> Agreement | None:
    """The agreement of a noun, also of "Article 4 of the pact"."""
    found = named_agreement(page, noun)
    if found is not None:
        return found
    token = page.parse.tokens[noun]
    if token.lemma.lower().rstrip("s") not in word_set("parts"):
        return None
    for o in tree.prep_objects(page.parse, noun, "of", "in"):
        found = named_agreement(page, o)
        if found is not None:
            where = Stretch(noun, noun + 1 + _has_number(page, noun))
            return Agreement(found.head, found.name, page.text(where))
    return None


def _has_number(page: Page, noun: int) -> bool:
    return noun + 1 < len(page.parse.tokens) and page.parse.tokens[noun + 1].pos == "NUM"


def _is_to(page: Page, i: int) -> bool:
    helpers = (page.parse.tokens[c].lower for c in page.parse.children[i])
    return page.parse.tokens[i].tag == "VB" and "to" in helpers


def _of_until(page: Page, hit: Hit) -> Iterator[_Owed]:
    """Yield "under the pact Kestland has until May 3 to open the road"."""
    top = hit.start
    under = agreement_of_clause(page, top)
    deed = next((c for c in tree.below(page.parse, top) if c > top and _is_to(page, c)), None)
    if under is not None and deed is not None and _is_real(page, top):
        yield from _owed(page, hit, deed, top=top, under=under)


_READ = {
    "under": _of_under,
    "pledged": _of_pledged,
    "obliged": _of_obliged,
    "requires": _of_requires,
    "until": _of_until,
}


def _owed(
    page: Page, hit: Hit, deed: int, *, top: int, under: Agreement | None
) -> Iterator[_Owed]:
    """What a verb says is owed, if it is a deed and somebody owes it."""
    parse = page.parse
    if parse.tokens[deed].lemma in word_set("no_deeds") or in_condition(page, top):
        return
    who = tree.doer(parse, deed)
    who = tree.subject(parse, top) if who is None else who
    thing = tree.clause(parse, deed)
    what = Stretch(deed, max(thing.end, deed + 1))
    if tree.is_passive(parse, deed):
        what = Stretch(min(thing.start, deed), what.end)
    words = Stretch(min(_start(page, top), what.start), max(what.end, top + 1))
    yield _Owed(hit, words, what, deed, _parties(page, who), under)


def _start(page: Page, verb: int) -> int:
    """Where a clause begins, without what stands ahead of its subject."""
    who = tree.child(page.parse, verb, "nsubj", "nsubjpass")
    if who is None or who > verb:
        return min(verb, tree.clause(page.parse, verb).start)
    return tree.noun_phrase(page.parse, who).start


def _parties(page: Page, who: int | None) -> tuple[str, ...]:
    """Who owes it, by party: an office owes for its state."""
    if who is None:
        return ()
    return tuple(dict.fromkeys(page.cast.party(name) for name in page.who(who)))


def _is_real(page: Page, verb: int) -> bool:
    """Whether the text stands behind it: not denied, hoped for, asked for or conditional."""
    put = mood(page.parse, verb)
    return not (put.negated or put.question) and put.footing in ("asserted", "hedged")


def _is_future(page: Page, verb: int) -> bool:
    """Whether somebody has yet to bind itself: "would agree to", "to agree to"."""
    put = mood(page.parse, verb)
    return put.future or put.modal is not None or page.parse.tokens[verb].tag == "VB"


def _without_overlap(found: list[_Owed]) -> list[_Owed]:
    """Of commitments on the same verb, the surer."""
    kept: dict[int, _Owed] = {}
    for owed in found:
        kept.setdefault(owed.verb, owed)
    return sorted(kept.values(), key=lambda o: (o.words.start, o.verb))


def _claims(page: Page, owed: _Owed) -> Iterator[Commitment]:
    """One claim for each who owes it."""
    said = page.statement_at(owed.verb)
    when = times.bearing(page, owed.verb)
    dated = when is not None and when.days is not None
    put = mood(page.parse, owed.verb)
    for by in owed.by:
        yield Commitment(
            evidence=(page.cite(owed.words),),
            by=by,
            what=page.text(owed.what),
            agreement=owed.under.name if owed.under else None,
            clause=owed.under.clause if owed.under else None,
            days=when.days if when and dated else None,
            date_text=page.text(when.stretch) if when else None,
            condition=page.text_of(put.condition),
            stage=_stage(page, owed.under),
            reported_by=said.speaker if said else NARRATOR,
            hedged=put.hedged,
            chain=chain_of(page, owed.verb),
            when=times.when(page, owed.hit.start),
            rule=owed.hit.rule,
            confidence=owed.hit.confidence,
        )


def _stage(page: Page, under: Agreement | None) -> Stage | None:
    """How far the agreement has come, by the verb that describes it: "the pact signed in May"."""
    if under is None:
        return None
    stages = shipped_lists("proposals")["stages"]
    for c in page.parse.children[under.head]:
        token = page.parse.tokens[c]
        if token.dep in ("acl", "relcl", "amod"):
            for stage, verbs in stages.items():
                if token.lemma in verbs or token.lower.removesuffix("ed") in verbs:
                    return stage  # type: ignore[no-any-return]
    return None
