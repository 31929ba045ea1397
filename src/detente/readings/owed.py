"""What is owed, wording by wording: who owes it, what it is, and in which text it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

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
    text_of_as,
    word_set,
)
from detente.readings.closing import counted_group
from detente.readings.coming import in_condition, is_infinitive
from detente.readings.nlp import Hit, Parse, Stretch
from detente.readings.owing import (
    BOUND,
    MAKING,
    OWING,
    Owed,
    is_astray,
    is_future,
    is_real,
    owed,
    start_of,
)
from detente.readings.page import Page
from detente.readings.papers import SAYING, of_paper, of_requires
from detente.readings.tellers import doers_by, parties_of

_ORDERED = frozenset(
    {"bound", "committed", "due", "expected", "obligated", "obliged", "required", "scheduled"}
    | {"set", "supposed"}
)
# Who says so does it for what another does: then "guaranteed" binds, though no text is named.
_IN_TURN = ("in return", "in exchange", "in turn", "for its part", "for their part")
_IS_TO = frozenset({"is to", "are to", "was to", "were to"})  # as the sentence before says it
_FORMS = {"will": frozenset({"will"}), "is": _IS_TO, "are": _IS_TO, "was": _IS_TO, "were": _IS_TO}
# What binds the other, and how many words before what is owed in return.
_FIRST = frozenset({"as_text", "obliged", "paper", "pledged", "requires", "under"})
_BEFORE_RETURN = 150
# How many words back the text stands that "must" goes on with.
_BEFORE = 60


def _of_under(page: Page, hit: Hit) -> Iterator[Owed]:
    """Yield "under the accord Torvania is to free 120 prisoners"."""
    under = agreement_under(page, hit.end - 1)
    if under is None:
        return
    # without a comma the model takes what follows for a description of the text
    below = tree.child(page.parse, under.head, "relcl")
    top = tree.governing_verb(page.parse, hit.start) if below is None else below
    if top is None:
        return
    for verb in [top, *(c for c in _beside(page, top) if c != top)]:
        deed = _owed_verb(page, verb, plainly=not is_plan(page, under))
        if deed is not None and is_real(page, verb):
            yield from owed(page, hit, deed, top=verb, under=under)


def _of_requires(page: Page, hit: Hit) -> Iterator[Owed]:
    """Yield "the pact requires Kestland to open the road", "Kestland is to, the pact says"."""
    yield from of_requires(page, hit)
    parse, top = page.parse, hit.start
    who, said = tree.doer(parse, top), tree.child(parse, top, "ccomp")
    under = None if who is None else agreement_at(page, who)
    if under is None or said is None or said > top or parse.tokens[top].lemma not in SAYING:
        return
    for verb in _beside(page, said):
        deed = _owed_verb(page, verb, plainly=not is_plan(page, under))
        if deed is not None and is_real(page, top) and is_real(page, verb):
            yield from owed(page, hit, deed, top=verb, under=under)


def _beside(page: Page, top: int) -> list[int]:
    """The verb, and those coordinated with it that have a subject or a "will" of their own."""
    parse = page.parse
    return [i for i in tree.conjuncts(parse, top) if i == top or _stands_alone(parse, i)]


def _stands_alone(parse: Parse, verb: int) -> bool:
    helpers = {parse.tokens[c].lower for c in parse.children[verb] if c < verb}
    return tree.child(parse, verb, *tree.SUBJECTS) is not None or bool(helpers & OWING)


def _owed_verb(page: Page, verb: int, *, plainly: bool) -> int | None:
    """The verb of what somebody is to do: "free" of "is to free", "agreed to free".

    plainly: Whether "will" and "must" count too.
    """
    parse = page.parse
    token, near = parse.tokens[verb], parse.children[verb]
    ready = tree.child(parse, verb, "acomp")
    if any(parse.tokens[c].tag == "MD" and parse.tokens[c].lower not in OWING for c in near):
        return None  # "might have to"
    holder = verb if ready is None or parse.tokens[ready].lower not in _ORDERED else ready
    below = tree.child(parse, holder, "xcomp")
    if below is not None and parse.tokens[below].tag == "VB":
        ordered = parse.tokens[holder].lower in _ORDERED
        if ordered or token.lemma in (*BOUND, "have", "be"):
            return below
    helpers = {parse.tokens[c].lower for c in near if c < verb}
    if token.tag == "VB" and "to" in helpers:
        return verb
    return verb if plainly and helpers & OWING else None


def _of_pledged(page: Page, hit: Hit) -> Iterator[Owed]:
    """Yield "agreed to free 120 prisoners", "committed itself to a truce"."""
    parse, top = page.parse, hit.start
    if not is_real(page, top) or is_future(page, top):
        return
    if in_condition(page, top) and not _was_then(page, top):
        return
    if parse.tokens[top].lemma == "commit" and tree.is_passive(parse, top):
        return  # "is committed to peace" binds nobody
    deed = tree.child(parse, top, "xcomp", "ccomp") or _astray(page, top) or _aside(page, top)
    if deed is not None and deed > top:
        for verb in _beside(page, deed):
            modals = {parse.tokens[c].lower for c in parse.children[verb]} & OWING
            if parse.tokens[verb].tag == "VB" and (not tree.is_passive(parse, top) or modals):
                yield from owed(page, hit, verb, top=top, under=None)
        return
    if parse.tokens[top].tag == "VBG" and parse.tokens[top].dep in ("acl", "relcl"):
        return  # "a pact pledging troops" is read with the pact
    for c in parse.children[top]:
        if parse.tokens[c].dep == "dobj" and _is_granted(parse, top, c):
            yield _thing(page, hit, c, top=top)
        if c > top and parse.tokens[c].dep == "prep" and parse.tokens[c].lower == "to":
            yield from _of_thing(page, hit, c, top=top)


def _astray(page: Page, top: int) -> int | None:
    """The "to pay" of "agreed in the pact that ended the strike to pay", hung on a noun there."""
    parse = page.parse
    for c in parse.children[top]:
        if c > top and parse.tokens[c].lower in ("at", "in", "under") and agreement_under(page, c):
            astray = (i for i in tree.below(parse, c) if is_astray(parse, i, top))
            return next((i for i in astray if is_infinitive(page, i)), None)
    return None


def _aside(page: Page, top: int) -> int | None:
    """The "to pay" of "undertook in June, in an agreement with the banks, to pay"."""
    parse = page.parse
    if parse.tokens[top].lemma not in BOUND or tree.child(parse, top, "dobj") is not None:
        return None
    behind = (c for c in parse.children[top] if c > top and is_infinitive(page, c))
    found = next((c for c in behind if parse.tokens[c].dep == "advcl"), None)
    to = None if found is None else tree.child(parse, found, "aux")
    return found if to is not None and parse.tokens[to - 1].text == "," else None


def _is_granted(parse: Parse, verb: int, thing: int) -> bool:
    """Whether a thing is pledged, or given a word for: "pledged troops", "promised an amnesty"."""
    if parse.tokens[verb].lemma == "pledge":
        return True
    given = word_set("granted") | word_set("stops") | word_set("things")
    return noun_of(parse.tokens[thing]) in given


def _of_promised(page: Page, hit: Hit) -> Iterator[Owed]:
    """Yield "promised to open the road" where a text is named, or what another does for it."""
    sentence = page.parse.sentences[page.parse.tokens[hit.start].sentence]
    said = page.text(Stretch(sentence.start, sentence.end)).casefold()
    if agreement_of_clause(page, hit.start) is not None or any(t in said for t in _IN_TURN):
        yield from _of_pledged(page, hit)


def _of_as_text(page: Page, hit: Hit) -> Iterator[Owed]:
    """Yield "will free the sailors by Sunday, as the accord stipulates"."""
    under, top = text_of_as(page, hit.start), page.parse.tokens[hit.start].head
    if under is None or top == hit.start:
        return
    deed = _owed_verb(page, top, plainly=True)
    if deed is not None and is_real(page, top):
        yield from owed(page, hit, deed, top=top, under=under)


def _was_then(page: Page, verb: int) -> bool:
    """Whether "when it agreed" tells what was, as "if it agreed" and "when it agrees" do not."""
    marks = {page.parse.tokens[c].lower for c in page.parse.children[verb] if c < verb}
    return "when" in marks and "if" not in marks and page.parse.tokens[verb].tag == "VBD"


def _of_thing(page: Page, hit: Hit, prep: int, *, top: int) -> Iterator[Owed]:
    """Yield what stands behind "agreed to": a truce, a withdrawal, "opening the road"."""
    parse = page.parse
    for thing in parse.children[prep]:
        stop = noun_of(parse.tokens[thing]) in word_set("stops")
        if parse.tokens[thing].dep == "pobj" and stop and not is_draft(parse, thing):
            yield _thing(page, hit, thing, top=top)
        elif parse.tokens[thing].tag == "VBG":
            yield from owed(page, hit, thing, top=top, under=None)


def _thing(page: Page, hit: Hit, noun: int, *, top: int) -> Owed:
    """What is owed is a truce: "agreed to a truce"."""
    phrase = tree.noun_phrase(page.parse, noun)
    who = tree.subject(page.parse, top)
    words = Stretch(start_of(page, top), max(phrase.end, top + 1))
    return Owed(hit, words, phrase, top, doers_by(page, who, top) or counted_group(page, who))


def _of_obliged(page: Page, hit: Hit) -> Iterator[Owed]:
    """Yield "is obliged to pull its guns back", if something agreed is named there."""
    top = hit.start
    parse = page.parse
    under, deed = agreement_of_clause(page, top), tree.child(parse, top, "xcomp", "advcl")
    if deed is None:  # "is required by the accord to pay" hangs on the accord
        texts = tree.prep_objects(parse, top, "by", "under")
        deed = next((c for t in texts for c in parse.children[t] if is_infinitive(page, c)), None)
    if under is not None and deed is not None and is_infinitive(page, deed) and is_real(page, top):
        yield from owed(page, hit, deed, top=top, under=under)


def _of_going_on(page: Page, hit: Hit) -> Iterator[Owed]:
    """Yield "Kestland must pay by May 3", right behind what another owes by the same text.

    What it "will", or "is to", do must be a deed, and the text named in the sentence before, in
    the same form; what it "has to" do must be a deed too.
    """
    parse = page.parse
    form = parse.tokens[hit.start].lower
    has_to = parse.tokens[hit.start].lemma in ("be", "have")
    verb = _verb_of_has_to(parse, hit.start) if has_to else parse.tokens[hit.start].head
    if verb is None or page.statement_at(verb) is not None or verb < hit.start:
        return
    top = hit.start if has_to else verb
    number = parse.tokens[verb].sentence
    sentence = parse.sentences[number]
    if not is_real(page, top):
        return
    before = range(max(0, sentence.start - _BEFORE), sentence.start)
    led = _FORMS.get(form)
    if led is not None and _is_in_turn(page, sentence):
        yield from _of_in_turn(page, hit, verb, top=top)
        return
    if (led or has_to) and parse.tokens[verb].lemma not in word_set("deeds"):
        return
    if led is not None:
        if not _is_led(parse, number, led):
            return
        before = range(parse.sentences[number - 1].start, sentence.start)
    under = _text_before(page, before)
    if under is None and led is None and parse.tokens[verb].lemma in word_set("deeds"):
        under = _made_before(page, number)
    if under is not None and (led is _IS_TO or not is_plan(page, under)):
        # the text is the same, the article that the sentence before names need not be
        yield from owed(page, hit, verb, top=top, under=replace(under, clause=None))


def _is_in_turn(page: Page, sentence: Stretch) -> bool:
    """Whether a sentence says that it is done for what another does: "in return", "in turn"."""
    said = page.text(sentence).casefold()
    return any(re.search(rf"\b{t}\b(?! for\b)", said) for t in _IN_TURN)


def _of_in_turn(page: Page, hit: Hit, verb: int, *, top: int) -> Iterator[Owed]:
    """Yield "In return Norland is to free 40 men", behind what another party owes."""
    start = page.parse.sentences[page.parse.tokens[verb].sentence].start
    if tree.is_passive(page.parse, verb) and parties_of(page, tree.subject(page.parse, verb)):
        return  # who "is to be praised" owes nothing
    near = range(max(0, start - _BEFORE_RETURN), start)
    other = [
        owed
        for h in page.hits("commitments")
        if h.reads in _FIRST and h.start in near
        for owed in OWED[h.reads](page, h)
    ]
    for one in owed(page, hit, verb, top=top, under=None):
        before = [o for o in other if o.by and set(o.by).isdisjoint(one.by)]
        if before:
            under = before[-1].under or _text_before(page, near)
            yield replace(one, under=under and replace(under, clause=None))


def _verb_of_has_to(parse: Parse, has: int) -> int | None:
    """The "pay" of "has to pay"; None where somebody might have to, or had to."""
    token = parse.tokens[has]
    helped = any(parse.tokens[c].tag == "MD" for c in parse.children[has])
    told = token.tag in ("VBZ", "VBP") or (token.tag == "VBD" and token.lemma == "be")
    return tree.child(parse, has, "xcomp") if told and not helped else None


def _text_before(page: Page, before: range) -> Agreement | None:
    """The text by which somebody is held there: "under the pact", "the pact requires"."""
    parse = page.parse
    for i in before:
        token = parse.tokens[i]
        found = agreement_under(page, i) if token.lower == "under" else None
        if found is None and token.dep == "nsubj" and is_agreement(parse, i):
            holds = parse.tokens[token.head].lemma in word_set("holding")
            found = agreement_at(page, i) if holds else None
        if found is not None:
            return found
    return None


def _made_before(page: Page, number: int) -> Agreement | None:
    """The text that the sentence before says was made: "signed a settlement"."""
    parse = page.parse
    sentence = parse.sentences[number - 1] if number else Stretch(0, 0)
    for i in range(sentence.start, sentence.end):
        made = parse.tokens[parse.tokens[i].head].lemma in word_set("reached")
        if made and parse.tokens[i].dep == "dobj" and is_agreement(parse, i):
            return named_agreement(page, i)
    return None


def _is_led(parse: Parse, number: int, forms: frozenset[str]) -> bool:
    """Whether the sentence before, in the paragraph, is one of "Under the accord, … will …".

    forms: Of which it has one: "will", or "is to".
    """
    if not number:
        return False
    before, sentence = parse.sentences[number - 1], parse.sentences[number]
    words = [t.lower for t in parse.tokens[before.start : before.end]]
    same = parse.tokens[before.start].paragraph == parse.tokens[sentence.start].paragraph
    joined = {*words, *(f"{a} {b}" for a, b in pairwise(words))}
    return same and words[0] == "under" and not forms.isdisjoint(joined)


def _of_until(page: Page, hit: Hit) -> Iterator[Owed]:
    """Yield "under the pact Kestland has until May 3 to open the road"."""
    top = hit.start
    under = agreement_of_clause(page, top)
    deed = next(
        (c for c in tree.below(page.parse, top) if c > top and is_infinitive(page, c)), None
    )
    if under is not None and deed is not None and is_real(page, top):
        yield from owed(page, hit, deed, top=top, under=under)


def _of_exchange(page: Page, hit: Hit) -> Iterator[Owed]:
    """Yield what the other side does for it: "agreed to a truce in return for Norland paying"."""
    parse, top = page.parse, hit.end - 1
    above = next((i for i in tree.ancestors(parse, top) if _binds(page, i)), None)
    if above is None or not is_real(page, above) or is_future(page, above):
        return
    end = parse.sentences[parse.tokens[top].sentence].end
    deed = next((i for i in range(top + 1, end) if parse.tokens[i].tag == "VBG"), None)
    between = () if deed is None else range(top + 1, deed)
    if deed is None or any(parse.tokens[i].text in ",;" for i in between):
        return
    names = tuple(dict.fromkeys(n for i in between for n in parties_of(page, i)))
    if names:
        what = Stretch(deed, tree.subtree(parse, deed).end)
        yield Owed(hit, Stretch(top + 1, what.end), what, deed, names)


def _binds(page: Page, i: int) -> bool:
    """Whether a verb is one of binding oneself, or of reaching an agreement."""
    token = page.parse.tokens[i]
    if token.lemma in BOUND and token.pos == "VERB":
        return True
    thing = tree.done_to(page.parse, i) if token.lemma in MAKING else None
    return thing is not None and is_agreement(page.parse, thing)


def _of_owes(page: Page, hit: Hit) -> Iterator[Owed]:
    """Yield "Norland owes Kestland 3 million crowns under the contract", "the fee it owes her"."""
    parse, top = page.parse, hit.start
    under, thing = agreement_of_clause(page, top), tree.done_to(parse, top)
    if under is None or thing is None or not is_real(page, top):
        return
    of_noun = parse.tokens[top].dep == "relcl"
    if of_noun and parties_of(page, thing):
        thing = parse.tokens[top].head  # whom it is owed to is not what is owed
    phrase = tree.bare_phrase(parse, thing) if of_noun else tree.noun_phrase(parse, thing)
    words, by = tree.clause(parse, top), parties_of(page, tree.doer(parse, top))
    yield Owed(hit, Stretch(min(words.start, phrase.start), words.end), phrase, top, by, under)


OWED = {
    "under": _of_under,
    "pledged": _of_pledged,
    "promised": _of_promised,
    "as_text": _of_as_text,
    "obliged": _of_obliged,
    "requires": _of_requires,
    "until": _of_until,
    "exchange": _of_exchange,
    "paper": of_paper,
    "owes": _of_owes,
    "going_on": _of_going_on,
}
