"""What is owed, wording by wording: who owes it, what it is, and in which text it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.readings import tree
from detente.readings.agreements import (
    Agreement,
    agreement_at,
    agreement_of_clause,
    agreement_under,
    is_agreement,
    is_draft,
    is_plan,
    named_agreement,
    noun_of,
    word_set,
)
from detente.readings.coming import in_condition, is_infinitive
from detente.readings.modality import mood
from detente.readings.nlp import Hit, Stretch
from detente.readings.page import Page
from detente.readings.tellers import parties_of

# A clause that tells what somebody is held to has one of these ahead of its verb.
_OWING = frozenset({"must", "shall", "will", "would", "'ll", "’ll", "should"})
_BOUND = frozenset({"agree", "commit", "pledge", "undertake", "promise"})
_ORDERED = frozenset({"bound", "committed", "due", "obligated", "obliged", "required", "set"})
# Verbs that give a paper its force, and those that tell of it without giving it any.
_MAKING = frozenset({"conclude", "enter", "make", "reach", "seal", "sign", "strike", "give"})
_SAYING = frozenset({"say", "specify", "state"})


@dataclass(frozen=True, slots=True)
class Owed:
    """A commitment found: its words, what is owed, the verb of that, and who owes it."""

    hit: Hit
    words: Stretch
    what: Stretch
    verb: int
    by: tuple[str, ...]
    under: Agreement | None = None


def _of_under(page: Page, hit: Hit) -> Iterator[Owed]:
    """Yield "under the accord Torvania is to free 120 prisoners"."""
    under = agreement_under(page, hit.end - 1)
    top = tree.governing_verb(page.parse, hit.start)
    if under is None or top is None:
        return
    for verb in [top, *(c for c in _beside(page, top) if c != top)]:
        deed = _owed_verb(page, verb, plainly=not is_plan(page, under))
        if deed is not None and _is_real(page, verb):
            yield from _owed(page, hit, deed, top=verb, under=under)


def _beside(page: Page, top: int) -> list[int]:
    """The verb, and those coordinated with it that have a subject of their own."""
    parse = page.parse
    others = tree.conjuncts(parse, top)
    return [i for i in others if i == top or tree.child(parse, i, *tree.SUBJECTS) is not None]


def _owed_verb(page: Page, verb: int, *, plainly: bool) -> int | None:
    """The verb of what somebody is to do: "free" of "is to free", "agreed to free".

    plainly: Whether "will" and "must" count too.
    """
    parse = page.parse
    token = parse.tokens[verb]
    ready = tree.child(parse, verb, "acomp")
    holder = verb if ready is None or parse.tokens[ready].lower not in _ORDERED else ready
    below = tree.child(parse, holder, "xcomp")
    if below is not None and parse.tokens[below].tag == "VB":
        ordered = parse.tokens[holder].lower in _ORDERED
        if ordered or token.lemma in (*_BOUND, "have", "be"):
            return below
    helpers = {parse.tokens[c].lower for c in parse.children[verb] if c < verb}
    if token.tag == "VB" and "to" in helpers:
        return verb
    return verb if plainly and helpers & _OWING else None


def _of_pledged(page: Page, hit: Hit) -> Iterator[Owed]:
    """Yield "agreed to free 120 prisoners", "committed itself to a truce"."""
    parse, top = page.parse, hit.start
    if not _is_real(page, top) or _is_future(page, top):
        return
    deed = tree.child(parse, top, "xcomp", "ccomp")
    if deed is not None and deed > top:
        for verb in _beside(page, deed):
            modals = {parse.tokens[c].lower for c in parse.children[verb]} & _OWING
            if parse.tokens[verb].tag == "VB" and (not tree.is_passive(parse, top) or modals):
                yield from _owed(page, hit, verb, top=top, under=None)
        return
    if parse.tokens[top].tag == "VBG" and parse.tokens[top].dep in ("acl", "relcl"):
        return  # "a pact pledging troops" is read with the pact
    for c in parse.children[top]:
        if parse.tokens[c].dep == "dobj" and parse.tokens[top].lemma == "pledge":
            yield _thing(page, hit, c, top=top)
        if c > top and parse.tokens[c].dep == "prep" and parse.tokens[c].lower == "to":
            yield from _of_thing(page, hit, c, top=top)


def _of_thing(page: Page, hit: Hit, prep: int, *, top: int) -> Iterator[Owed]:
    """Yield what stands behind "agreed to": a truce, a withdrawal, "opening the road"."""
    parse = page.parse
    for thing in parse.children[prep]:
        stop = noun_of(parse.tokens[thing]) in word_set("stops")
        if parse.tokens[thing].dep == "pobj" and stop and not is_draft(parse, thing):
            yield _thing(page, hit, thing, top=top)
        elif parse.tokens[thing].tag == "VBG":
            yield from _owed(page, hit, thing, top=top, under=None)


def _thing(page: Page, hit: Hit, noun: int, *, top: int) -> Owed:
    """What is owed is a truce: "agreed to a truce"."""
    phrase = tree.noun_phrase(page.parse, noun)
    who = tree.subject(page.parse, top)
    words = Stretch(_start(page, top), max(phrase.end, top + 1))
    return Owed(hit, words, phrase, top, parties_of(page, who))


def _of_obliged(page: Page, hit: Hit) -> Iterator[Owed]:
    """Yield "is obliged to pull its guns back", if something agreed is named there."""
    top = hit.start
    under, deed = agreement_of_clause(page, top), tree.child(page.parse, top, "xcomp", "advcl")
    if (
        under is not None
        and deed is not None
        and is_infinitive(page, deed)
        and _is_real(page, top)
    ):
        yield from _owed(page, hit, deed, top=top, under=under)


def _of_requires(page: Page, hit: Hit) -> Iterator[Owed]:
    """Yield "the pact requires Kestland to open the road", "calls for Norland to withdraw"."""
    parse, top = page.parse, hit.start
    who = tree.doer(parse, top)
    under = None if who is None else agreement_at(page, who)
    if under is None or not _is_real(page, top) or _is_future(page, top):
        return
    deed = tree.child(parse, top, "xcomp", "ccomp", "advcl")
    aims = [*tree.prep_objects(parse, top, "for", "to"), *objects_of(page, top)]
    if deed is None:
        deed = next((c for a in aims for c in parse.children[a] if is_infinitive(page, c)), None)
    if deed is not None and deed > top:
        owing = {parse.tokens[c].lower for c in parse.children[deed]} & {*_OWING, "to"}
        if owing or parse.tokens[top].lemma not in _SAYING:
            yield from _owed(page, hit, deed, top=top, under=under)
    elif parse.tokens[top].lemma not in _SAYING:
        yield from _required_thing(page, hit, aims, under=under)


def _required_thing(page: Page, hit: Hit, aims: list[int], *, under: Agreement) -> Iterator[Owed]:
    """Yield "calls for Kestland's withdrawal", "commits Kestland to a truce"."""
    parse, top = page.parse, hit.start
    held = tree.child(parse, top, "dobj")
    for noun in aims:
        if noun == held and len(aims) > 1:
            continue
        own = tree.child(parse, noun, "poss")
        by = [own] if own is not None else tree.prep_objects(parse, noun, "by")
        if not by and held is not None and noun != held:
            by = [held]
        names = tuple(n for i in by for n in parties_of(page, i))
        phrase = tree.noun_phrase(parse, noun)
        words = Stretch(_start(page, top), max(phrase.end, top + 1))
        yield Owed(hit, words, phrase, top, names, under)
        return


def objects_of(page: Page, verb: int) -> list[int]:
    """What a verb is done to."""
    return [c for c in page.parse.children[verb] if page.parse.tokens[c].dep == "dobj"]


def _of_until(page: Page, hit: Hit) -> Iterator[Owed]:
    """Yield "under the pact Kestland has until May 3 to open the road"."""
    top = hit.start
    under = agreement_of_clause(page, top)
    deed = next(
        (c for c in tree.below(page.parse, top) if c > top and is_infinitive(page, c)), None
    )
    if under is not None and deed is not None and _is_real(page, top):
        yield from _owed(page, hit, deed, top=top, under=under)


def _of_exchange(page: Page, hit: Hit) -> Iterator[Owed]:
    """Yield what the other side does for it: "agreed to a truce in return for Norland paying"."""
    parse, top = page.parse, hit.end - 1
    above = next((i for i in tree.ancestors(parse, top) if _binds(page, i)), None)
    if above is None or not _is_real(page, above) or _is_future(page, above):
        return
    end = parse.sentences[parse.tokens[top].sentence].end
    deed = next((i for i in range(top + 1, end) if parse.tokens[i].tag == "VBG"), None)
    between = () if deed is None else range(top + 1, deed)
    if deed is None or any(parse.tokens[i].text in ",;" for i in between):
        return
    names = tuple(dict.fromkeys(n for i in between for n in parties_of(page, i)))
    if names:
        what = Stretch(deed, max(tree.subtree(parse, deed).end, deed + 1))
        yield Owed(hit, Stretch(top + 1, what.end), what, deed, names)


def _binds(page: Page, i: int) -> bool:
    """Whether a verb is one of binding oneself, or of reaching an agreement."""
    token = page.parse.tokens[i]
    if token.lemma in _BOUND and token.pos == "VERB":
        return True
    thing = tree.done_to(page.parse, i) if token.lemma in _MAKING else None
    return thing is not None and is_agreement(page.parse, thing)


def _of_paper(page: Page, hit: Hit) -> Iterator[Owed]:
    """Yield "signed an agreement to open the road", "its pledge to withdraw"."""
    parse, noun = page.parse, hit.start
    own, top = tree.child(parse, noun, "poss"), parse.tokens[noun].head
    made = parse.tokens[top].lemma in _MAKING
    signed = parse.tokens[noun].dep in ("dobj", "pobj") and (made or _keeps(page, top))
    if not signed and own is None:
        return
    if made and (not _is_real(page, top) or _is_future(page, top)):
        return
    what = _what_of_paper(page, noun, signed=signed)
    if what is not None:
        names = parties_of(page, own if own is not None else _subject_of(page, top))
        start = min(_start(page, top) if signed else noun, what.start)
        words = Stretch(start, max(what.end, noun + 1))
        yield Owed(hit, words, what, noun, names, named_agreement(page, noun))


def _what_of_paper(page: Page, noun: int, *, signed: bool) -> Stretch | None:
    """What a paper is to do: "an agreement to open the road", "a pact pledging troops"."""
    parse = page.parse
    intent = (o for o in tree.prep_objects(parse, noun, "of") if parse.tokens[o].lemma == "intent")
    holder = next(intent, noun)  # "a declaration of intent to"
    below = parse.children[holder]
    deed = next((c for c in below if c > noun and is_infinitive(page, c)), None)
    if deed is not None:
        whole = Stretch(_with_not(page, deed), max(tree.clause(parse, deed).end, deed + 1))
        return whole if _is_deed(page, deed) else None
    acting = tree.child(parse, noun, "acl")
    if not signed or acting is None or parse.tokens[acting].lemma not in _BOUND:
        return None
    things = [*objects_of(page, acting), *tree.prep_objects(parse, acting, "to")]
    return tree.subtree(parse, things[0]) if things else None


def _keeps(page: Page, verb: int) -> bool:
    """Whether a verb is of keeping or breaking, which takes the agreement for granted."""
    lemma = page.parse.tokens[verb].lemma
    return lemma in word_set("keeping", "plain") or lemma in word_set("breaking", "plain")


def _subject_of(page: Page, verb: int) -> int | None:
    """The subject of a verb, also of "Sudmark's failure to honour"."""
    who = tree.subject(page.parse, verb)
    own = None if who is None else tree.child(page.parse, who, "poss")
    return own if own is not None and page.parse.tokens[verb].dep == "acl" else who


def _of_owes(page: Page, hit: Hit) -> Iterator[Owed]:
    """Yield "Norland owes Kestland 3 million crowns under the contract"."""
    parse, top = page.parse, hit.start
    under = agreement_of_clause(page, top)
    thing = tree.done_to(parse, top)
    if under is not None and thing is not None and _is_real(page, top):
        phrase = tree.noun_phrase(parse, thing)
        words = tree.clause(parse, top)
        yield Owed(hit, words, phrase, top, parties_of(page, tree.doer(parse, top)), under)


def _owed(page: Page, hit: Hit, deed: int, *, top: int, under: Agreement | None) -> Iterator[Owed]:
    """What a verb says is owed, if it is a deed and somebody owes it."""
    parse = page.parse
    if not _is_deed(page, deed) or in_condition(page, top):
        return
    who = tree.doer(parse, deed)
    who = tree.subject(parse, top) if who is None else who
    thing = tree.clause(parse, deed)
    what = Stretch(_with_not(page, deed), max(thing.end, deed + 1))
    if tree.is_passive(parse, deed):
        what = Stretch(min(thing.start, deed), what.end)
    words = Stretch(min(_start(page, top), what.start), max(what.end, top + 1))
    yield Owed(hit, words, what, deed, parties_of(page, who), under)


def _with_not(page: Page, verb: int) -> int:
    """Where what is owed begins: with the "not" of "not to build"."""
    tokens = page.parse.tokens
    return min([verb, *(c for c in page.parse.children[verb] if tokens[c].dep == "neg")])


def _is_deed(page: Page, verb: int) -> bool:
    """Whether it is more than talk, and not what the party is to get."""
    lemma = page.parse.tokens[verb].lemma
    return lemma not in word_set("no_deeds") and lemma not in word_set("gains")


def _start(page: Page, verb: int) -> int:
    """Where a clause begins, without what stands ahead of its subject."""
    who = tree.child(page.parse, verb, "nsubj", "nsubjpass")
    if who is None or who > verb:
        return min(verb, tree.clause(page.parse, verb).start)
    return tree.noun_phrase(page.parse, who).start


def _is_real(page: Page, verb: int) -> bool:
    """Whether the text stands behind it: not denied, hoped for, asked for or conditional."""
    put = mood(page.parse, verb)
    return not (put.negated or put.question) and put.footing in ("asserted", "hedged")


def _is_future(page: Page, verb: int) -> bool:
    """Whether somebody has yet to bind itself: "would agree to", "to agree to"."""
    put = mood(page.parse, verb)
    return put.future or put.modal is not None or page.parse.tokens[verb].tag == "VB"


OWED = {
    "under": _of_under,
    "pledged": _of_pledged,
    "obliged": _of_obliged,
    "requires": _of_requires,
    "until": _of_until,
    "exchange": _of_exchange,
    "paper": _of_paper,
    "owes": _of_owes,
}
