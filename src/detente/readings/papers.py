"""What is owed by what a text says: "the pact requires", "an agreement to", "their pledge to"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.readings import tree
from detente.readings.agreements import (
    Agreement,
    agreement_at,
    is_draft,
    named_agreement,
    noun_of,
    word_set,
)
from detente.readings.coming import is_infinitive
from detente.readings.nlp import Hit, Stretch
from detente.readings.owing import (
    BOUND,
    MAKING,
    OWING,
    Owed,
    is_deed,
    is_future,
    is_real,
    objects_of,
    owed,
    start_of,
    with_not,
)
from detente.readings.page import Page
from detente.readings.tellers import parties_of

# Verbs that tell of a text without giving it force.
SAYING = frozenset({"say", "specify", "state"})
_ITS = frozenset({"its", "their"})


def of_requires(page: Page, hit: Hit) -> Iterator[Owed]:
    """Yield "the pact requires Kestland to open the road", "calls for Norland to withdraw"."""
    parse, top = page.parse, hit.start
    if parse.tokens[top].pos == "NOUN":
        yield from _of_misread(page, hit)
        return
    who = tree.doer(parse, top)
    under = None if who is None else agreement_at(page, who)
    if under is None or not is_real(page, top) or is_future(page, top):
        return
    special = _FORMS.get(_form_of(page, top))
    if special is not None:
        yield from special(page, hit, under)
        return
    deed = tree.child(parse, top, "xcomp", "ccomp", "advcl")
    aims = [*tree.prep_objects(parse, top, "for", "to"), *objects_of(page, top)]
    if deed is None:
        deed = next((c for a in aims for c in parse.children[a] if is_infinitive(page, c)), None)
    if deed is not None and deed > top:
        owing = {parse.tokens[c].lower for c in parse.children[deed]} & {*OWING, "to"}
        if owing or parse.tokens[top].lemma not in SAYING:
            yield from owed(page, hit, deed, top=top, under=under)
    elif parse.tokens[top].lemma not in SAYING:
        yield from _required_thing(page, hit, aims, under=under)


def _form_of(page: Page, top: int) -> str:
    """How a text holds a party that is no plain "requires": it forbids, caps, or gives time."""
    lemma = page.parse.tokens[top].lemma
    if lemma in word_set("forbidding"):
        return "forbids"
    if lemma in word_set("capping"):
        return "caps"
    near = [page.parse.tokens[c] for c in page.parse.children[top]]
    until = any(t.lower in ("until", "till") for t in near)
    time = any(t.dep == "dobj" and t.ent in ("DATE", "TIME") for t in near)
    return "gives" if lemma == "give" and (until or time) else ""


def _of_forbids(page: Page, hit: Hit, under: Agreement) -> Iterator[Owed]:
    """Yield "the treaty bars Norland from basing missiles there"."""
    parse, top = page.parse, hit.start
    for c in parse.children[top]:
        deed = tree.child(parse, c, "pcomp") if parse.tokens[c].lower == "from" else None
        if deed is not None and is_deed(page, deed):
            what = Stretch(c, tree.subtree(parse, deed).end)
            words = Stretch(start_of(page, top), what.end)
            yield Owed(hit, words, what, deed, _held(page, top), under)


def _of_gives(page: Page, hit: Hit, under: Agreement) -> Iterator[Owed]:
    """Yield "the deal gives Marlin Steel until March to pay", "sixty days to pay"."""
    top = hit.start
    below = sorted(tree.below(page.parse, top))
    deed = next((i for i in below if i > top and is_infinitive(page, i)), None)
    if deed is not None and is_deed(page, deed):
        what = Stretch(deed, tree.clause(page.parse, deed).end)
        words = Stretch(start_of(page, top), what.end)
        yield Owed(hit, words, what, deed, _held(page, top), under)


def _held(page: Page, top: int) -> tuple[str, ...]:
    """Whom a text holds to something: what its verb is done to."""
    found = (c for c in page.parse.children[top] if page.parse.tokens[c].dep in ("dobj", "dative"))
    return tuple(dict.fromkeys(n for c in found for n in parties_of(page, c)))


def _of_caps(page: Page, hit: Hit, under: Agreement) -> Iterator[Owed]:
    """Yield "the pact caps Norland's catch at 22,000 tonnes"."""
    parse, top = page.parse, hit.start
    thing = tree.child(parse, top, "dobj")
    own = None if thing is None else tree.child(parse, thing, "poss")
    if own is not None:
        what = Stretch(top, _end_of_amount(page, top))
        yield Owed(
            hit, Stretch(start_of(page, top), what.end), what, top, parties_of(page, own), under
        )


def _end_of_amount(page: Page, top: int) -> int:
    """Where "at 22,000 tonnes" ends, or the thing that is capped."""
    parse = page.parse
    near = [c for c in parse.children[top] if c > top]
    ends = [tree.subtree(parse, c).end for c in near if parse.tokens[c].dep in ("dobj", "prep")]
    return max(ends, default=top + 1)


_FORMS = {"forbids": _of_forbids, "gives": _of_gives, "caps": _of_caps}


def _of_misread(page: Page, hit: Hit) -> Iterator[Owed]:
    """Yield "Article 4 obliges Kestland to open the road", where the model sees a noun."""
    parse, top = page.parse, hit.start
    sentence = parse.sentences[parse.tokens[top].sentence]
    under = next(
        (a for i in range(top - 1, sentence.start - 1, -1) if (a := agreement_at(page, i))), None
    )
    deed = next((i for i in range(top + 1, sentence.end) if is_infinitive(page, i)), None)
    if under is None or deed is None or not is_deed(page, deed) or is_draft(parse, top):
        return
    names = tuple(n for i in range(top + 1, deed) for n in parties_of(page, i))
    what = Stretch(deed, tree.clause(parse, deed).end)
    yield Owed(
        hit, Stretch(sentence.start, what.end), what, deed, tuple(dict.fromkeys(names)), under
    )


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
        words = Stretch(start_of(page, top), max(phrase.end, top + 1))
        yield Owed(hit, words, phrase, top, names, under)
        return


def of_paper(page: Page, hit: Hit) -> Iterator[Owed]:
    """Yield "signed an agreement to open the road", "its pledge to withdraw"."""
    parse, noun = page.parse, hit.start
    own, top = tree.child(parse, noun, "poss"), parse.tokens[noun].head
    made = parse.tokens[top].lemma in MAKING
    signed = parse.tokens[noun].dep in ("dobj", "pobj") and (made or _keeps(page, top))
    if not signed and (own is None or noun_of(parse.tokens[noun]) not in word_set("papers")):
        return
    if made and (not is_real(page, top) or is_future(page, top)):
        return
    what = _what_of_paper(page, noun, signed=signed)
    if what is not None:
        names = parties_of(page, own if own is not None else _subject_of(page, top))
        names = () if own is not None and _is_of_nobody(page, own, top) else names
        start = min(start_of(page, top) if signed else noun, what.start)
        words = Stretch(start, max(what.end, noun + 1))
        yield Owed(hit, words, what, noun, names, named_agreement(page, noun))


def _is_of_nobody(page: Page, own: int, top: int) -> bool:
    """Whether "its promise" is that of its clause's own subject, which is no party by name.

    "The cabinet broke its promise" is not the promise of a bank that was named before.
    """
    who = tree.subject(page.parse, top)
    if who is None or page.parse.tokens[own].lower not in _ITS or own < who:
        return False
    return page.parse.tokens[who].pos == "NOUN" and not parties_of(page, who)


def _what_of_paper(page: Page, noun: int, *, signed: bool) -> Stretch | None:
    """What a paper is to do: "an agreement to open the road", "a pact pledging troops"."""
    parse = page.parse
    intent = (o for o in tree.prep_objects(parse, noun, "of") if parse.tokens[o].lemma == "intent")
    holder = next(intent, noun)  # "a declaration of intent to"
    below = parse.children[holder]
    deed = next((c for c in below if c > noun and is_infinitive(page, c)), None)
    deed = _right_behind(page, holder) if deed is None else deed
    if deed is not None:
        whole = Stretch(with_not(page, deed), tree.clause(parse, deed).end)
        return whole if is_deed(page, deed) else None
    acting = tree.child(parse, noun, "acl")
    if not signed or acting is None or parse.tokens[acting].lemma not in BOUND:
        return None
    things = [*objects_of(page, acting), *tree.prep_objects(parse, acting, "to")]
    return tree.subtree(parse, things[0]) if things else None


def _right_behind(page: Page, noun: int) -> int | None:
    """The "keep" of "broke an undertaking to keep", which the model may hang on the verb."""
    parse = page.parse
    near = (c for c in parse.children[parse.tokens[noun].head] if c > noun)
    return next(
        (c for c in near if is_infinitive(page, c) and tree.subtree(parse, c).start == noun + 1),
        None,
    )


def _keeps(page: Page, verb: int) -> bool:
    """Whether a verb is of keeping or breaking, which takes the agreement for granted."""
    lemma = page.parse.tokens[verb].lemma
    return lemma in word_set("keeping", "plain") or lemma in word_set("breaking", "plain")


def _subject_of(page: Page, verb: int) -> int | None:
    """The subject of a verb, also of "Sudmark's failure to honour"."""
    who = tree.subject(page.parse, verb)
    own = None if who is None else tree.child(page.parse, who, "poss")
    return own if own is not None and page.parse.tokens[verb].dep == "acl" else who
