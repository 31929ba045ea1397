"""Who denies an accusation: "Torvania rejected the charge", "Torvania's envoy called it baseless".

An answer stands in the sentence of the accusation or in the next one, and is of whoever is
accused, or of somebody who speaks for it. What denies "the accusation", and no other that it
names, may stand a little further on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.model.claims import Statement
from detente.readings import modality, tree
from detente.readings.agreements import word_set
from detente.readings.charges import below_denial
from detente.readings.deeds import deed_of
from detente.readings.nlp import Stretch
from detente.readings.page import Page
from detente.readings.tellers import Told, names_of, owners_of, parties_of

# An answer to an accusation stands within so many sentences.
WITHIN = 2
# "Denied the accusation" within so many, if nothing else was told of who denies it meanwhile.
FAR = 5
# "which", "it" and "that" mean an accusation only in its own paragraph.
_POINTING = frozenset({"it", "that", "these", "this", "those", "which"})
_DESCRIBING = frozenset({"acl", "relcl"})
_THE = frozenset({"the", "this", "these", "such", "all", "both"})
_ANY = frozenset({"any", "such"})
_SPEAKERS = frozenset({"i", "we"})
_NOT = frozenset({"n't", "no", "never", "not"})


def answered(page: Page, told: Told, others: list[Told]) -> Told:
    """Return an account with those who deny it, mostly in the same sentence or the next.

    others: All accounts of the page, in order.
    """
    if told.denied_by or told.deed.act == "fulfilled" or told.told_by == (None,):
        return told
    first = page.parse.tokens[told.verb].sentence
    sentences = page.parse.sentences[first : first + FAR]
    near = Stretch(told.verb + 1, sentences[:WITHIN][-1].end)
    last = sentences[-1].end
    far = Stretch(near.end, min(last, _next_of(told, others, last)))
    deniers = dict.fromkeys([*_by_verb(page, told, near), *_by_statement(page, told, near)])
    deniers = deniers or dict.fromkeys(_by_verb(page, told, far))
    return replace(told, denied_by=tuple(deniers)) if deniers else told


def _next_of(told: Told, others: list[Told], end: int) -> int:
    """Where the next account of the same party's conduct begins: what follows answers that."""
    theirs = set(told.by)
    later = (o for o in others if o.verb > told.verb and o.told_by != (None,))
    return min((o.words.start for o in later if theirs & set(o.by)), default=end)


def is_answer(page: Page, told: Told, others: list[Told]) -> bool:
    """Return whether a denial alone is already told with the accusation that it answers."""
    if told.told_by != (None,) or told.monitor is not None:
        return False
    tokens = page.parse.tokens
    return any(
        other.denied_by and other.told_by != (None,) and set(told.by) <= set(other.by)
        for other in others
        if tokens[other.verb].paragraph == tokens[told.verb].paragraph
        or 0 < tokens[told.verb].sentence - tokens[other.verb].sentence < WITHIN
    )


def _by_verb(page: Page, told: Told, near: Stretch) -> Iterator[str]:
    """Yield who "denied it", "rejects the charge", who makes it "a charge it calls absurd"."""
    tokens, parse = page.parse.tokens, page.parse
    for i in range(near.start, near.end):
        denies = tokens[i].lemma in word_set("answering", "verbs")
        disowns = tokens[i].dep in _DESCRIBING and _calls_false(page, tree.subtree(parse, i))
        if not (denies or disowns) or modality.mood(parse, i).negated:
            continue
        doer = tree.doer(parse, i)
        who = names_of(page, doer) or _speaking(page, doer)
        behind = set(owners_of(page, who)) | _spoken_for(page, doer)
        if not behind.isdisjoint(told.by) and _is_of_charge(page, told, i):
            yield from who


def _speaking(page: Page, doer: int | None) -> tuple[str, ...]:
    """Who says "we deny it"."""
    if doer is None or page.parse.tokens[doer].lower not in _SPEAKERS:
        return ()
    said = page.statement_at(doer)
    return () if said is None else (said.speaker,)


def _by_statement(page: Page, told: Told, near: Stretch) -> Iterator[str]:
    """Yield who says of it that it is false: "called the claims lies", "said that is not true"."""
    if near.start >= near.end:  # the text breaks off behind the verb
        return
    tokens = page.parse.tokens
    start, end = tokens[near.start].start, tokens[near.end - 1].end
    for said in page.statements:
        if not start <= said.main.start < end:
            continue
        words = Stretch(page.token_at(said.main.start), page.token_at(said.main.end - 1) + 1)
        false = _calls_false(page, words) and _points(page, told, words)
        if false or _says_there_was_none(page, told, words):
            behind = set(owners_of(page, (said.speaker,))) | _behind_source(page, said)
            if not behind.isdisjoint(told.by):
                yield said.speaker


def _behind_source(page: Page, said: Statement) -> set[str]:
    """The parties that an unnamed source speaks for: "a spokesman for Torvania"."""
    if said.source is None:
        return set()
    start = page.token_at(said.source.start)
    end = page.token_at(said.source.end - 1) + 1
    return {n for i in range(start, end) for n in _spoken_for(page, i)}


def _calls_false(page: Page, words: Stretch) -> bool:
    """Whether words say that something is untrue: "baseless", "not true", "no such thing"."""
    tokens = page.parse.tokens[words.start : words.end]
    text = page.text(words).casefold()
    if any(phrase in text for phrase in word_set("answering", "phrases")):
        return True
    for at, token in enumerate(tokens):
        refused = any(t.lower in _NOT for t in tokens[max(0, at - 3) : at])
        untrue = token.lemma.lower() in word_set("answering", "false")
        if untrue != refused and (untrue or token.lower in ("true", "so")):
            return True
    return False


def _points(page: Page, told: Told, words: Stretch) -> bool:
    """Whether words speak of the accusation: by a noun for it, or by "it" in its paragraph."""
    tokens = page.parse.tokens
    said = tokens[words.start : words.end]
    if any(t.lemma.lower() in word_set("answering", "charges") - _POINTING for t in said):
        return True
    if any(phrase in page.text(words).casefold() for phrase in word_set("answering", "phrases")):
        return True
    near = tokens[words.start].sentence - tokens[told.verb].sentence < WITHIN
    return near and bool(said) and said[0].lower in _POINTING | {'"', "“"} and _opens(page, words)


def _opens(page: Page, words: Stretch) -> bool:
    """Whether words begin with "it" or "that" as a subject: "That is simply not true"."""
    tokens = page.parse.tokens[words.start : words.end]
    first = next((t for t in tokens if t.text[0].isalnum()), None)
    free = first is not None and first.dep in tree.SUBJECTS | {"dobj"}
    return first is not None and free and first.lower in _POINTING


def _spoken_for(page: Page, who: int | None) -> set[str]:
    """The parties that "a spokesman for Torvania" and "Torvania's spokesman" speak for."""
    if who is None:
        return set()
    parse = page.parse
    behind = tree.prep_objects(parse, who, "for", "of")
    behind += [c for c in parse.children[who] if parse.tokens[c].dep == "poss"]
    return {n for i in behind for n in parties_of(page, i)}


def _is_of_charge(page: Page, told: Told, verb: int) -> bool:
    """Whether what is denied is an accusation: "denied the charge", "a claim that it rejects"."""
    tokens, words = page.parse.tokens, word_set("answering", "charges")
    thing = tree.done_to(page.parse, verb)
    if tokens[verb].sentence - tokens[told.verb].sentence >= WITHIN:
        return thing is not None and _is_that_charge(page, thing)
    if tokens[verb].paragraph != tokens[told.verb].paragraph:
        words -= _POINTING
    if thing is not None and tokens[thing].lemma.lower() in words:
        return True
    if thing is not None and tokens[verb].lemma == "deny":
        words = word_set("breaking", "nouns") | {"wrongdoing"}
        if tokens[thing].lemma.lower() in words:
            return True
    if tokens[verb].dep in _DESCRIBING:
        return tokens[verb].paragraph == tokens[told.verb].paragraph
    below = list(below_denial(page, verb))
    if tokens[verb].lemma == "deny" and any(_binds_as_told(page, told, at) for at in below):
        return True
    return any(_is_fault(page, at) for at in below)


def _is_fault(page: Page, at: int) -> bool:
    """Whether a verb or noun tells of a breach: who denies having kept it denies no charge."""
    parse = page.parse
    deed = deed_of(page, at)
    if deed is None:
        thing = tree.child(parse, at, "dobj")
        breaks = parse.tokens[at].lemma in word_set("breaking", "plain")
        return breaks and thing is not None and parse.tokens[thing].lower in _POINTING
    return deed.act != "fulfilled" or tree.child(parse, at, "neg") is not None


def _binds_as_told(page: Page, told: Told, at: int) -> bool:
    """Whether it is "that such a pledge was made", "making any such pledge"."""
    near = [at, *page.parse.children[at]]
    return any(_is_any_such(page, told, i) for i in near)


def _is_any_such(page: Page, told: Told, noun: int) -> bool:
    """Whether a noun names what was broken as a thing that may not be: "any such pledge"."""
    parse, broken = page.parse, told.deed.commitment
    around = {parse.tokens[c].lower for c in parse.children[noun] if c < noun}
    same = parse.tokens[noun].lemma in {
        t.lemma for t in parse.tokens[broken.start : broken.end] if t.pos == "NOUN"
    }
    return same and bool(around & _ANY) and _may_not_be(page, noun)


def _may_not_be(page: Page, noun: int) -> bool:
    """Whether it is denied that a thing is, was made or was broken, and not that it was kept."""
    parse = page.parse
    above = (i for i in tree.ancestors(parse, noun) if parse.tokens[i].pos in ("AUX", "VERB"))
    verb = next(above, None)
    if verb is None:
        return True
    denying = word_set("answering", "being") | word_set("answering", "verbs")
    lemma = parse.tokens[verb].lemma.lower()
    broken = lemma in word_set("breaking", "plain")
    return (lemma in denying or broken) and modality.mood(parse, verb).modal is None


def _says_there_was_none(page: Page, told: Told, words: Stretch) -> bool:
    """Whether words say that it was never promised: "no such pledge had been made"."""
    tokens = page.parse.tokens
    denied = any(t.lower in _NOT for t in tokens[words.start : words.end])
    inside = range(words.start, words.end)
    return denied and any(
        _is_any_such(page, told, i) and tokens[i - 1].lower == "such" for i in inside if i
    )


def _is_that_charge(page: Page, noun: int) -> bool:
    """Whether "the accusation" is one told before: it has no content of its own."""
    tokens = page.parse.tokens
    near = [tokens[c] for c in page.parse.children[noun]]
    told = any(t.dep in ("acl", "relcl", "ccomp", "prep", "poss") for t in near)
    the = any(t.dep in ("det", "predet") and t.lower in _THE for t in near)
    return the and not told and tokens[noun].lemma.lower() in word_set("answering", "charges")
