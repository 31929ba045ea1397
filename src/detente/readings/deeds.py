"""What a clause says was done about a commitment: kept, broken, late or stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from detente.model.vocabulary import Act
from detente.readings import tree
from detente.readings.agreements import (
    duties_of,
    is_agreement,
    is_duty,
    last_agreement,
    noun_of,
    word_set,
)
from detente.readings.coming import in_condition
from detente.readings.conditions import is_within
from detente.readings.due import is_deadline_of_talks, is_due, is_owed, is_required, is_set_day
from detente.readings.modality import mood
from detente.readings.nlp import Stretch
from detente.readings.page import Page

_AFTER = frozenset({"after", "by", "for", "of"})
_ABLE = frozenset({"able", "unable"})
# Behind these something else is told.
_PARTING = frozenset({"but", ";", "“", "”", '"'})


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done about a commitment: the act, what it is about, and whether it is in doubt."""

    act: Act
    commitment: Stretch
    doubtful: bool = False


def deed_of(page: Page, i: int) -> Deed | None:
    """Return what a verb, or a noun such as "violation", says was done; None if nothing."""
    token = page.parse.tokens[i]
    if token.pos in ("NOUN", "PROPN"):
        return _of_noun(page, i)
    below = tree.child(page.parse, i, "xcomp")
    if token.lemma == "fail":
        return None if below is None else undone(page, below)
    if token.lemma in word_set("ceasing") and below is not None:
        return _ceased(page, below)
    return _of_verb(page, i)


def _ceased(page: Page, at: int) -> Deed | None:
    """By "stopped honouring the pact", "stopped handing in the guns that it had promised"."""
    deed = _of_verb(page, at)
    if deed is not None:
        return replace(deed, act="suspended") if deed.act == "fulfilled" else None
    if page.parse.tokens[at].lemma in word_set("deeds") and is_owed(page, at):
        return Deed("suspended", what_of(page, at))
    return None


def in_breach(page: Page, verb: int) -> Stretch | None:
    """Return what something was done in breach of: "shelled it in violation of the truce"."""
    parse = page.parse
    for o in tree.prep_objects(parse, verb, "in"):
        if noun_of(parse.tokens[o]) in word_set("breaking", "nouns"):
            return _broken(page, o)
    for c in parse.children[verb]:
        if parse.tokens[c].lower == "contrary":
            behind = (d for o in tree.prep_objects(parse, c, "to") for d in duties_of(parse, o))
            return next((tree.noun_phrase(parse, d) for d in behind), None)
    return None


def _broken(page: Page, noun: int) -> Stretch | None:
    """What a breach is of; of one that does not say, the text that was named last before it."""
    named = next(_duties_of_breach(page, noun), None)
    if named is not None or tree.prep_objects(page.parse, noun, "of"):
        return named
    return last_agreement(page, noun)


def breach_behind(page: Page, i: int) -> Stretch | None:
    """Return what the words behind say that something was in breach of, or None.

    i: The last verb, or what it is done to: another verb, or a quotation, tells of something else.
    """
    tokens = page.parse.tokens
    end = page.parse.sentences[tokens[i].sentence].end
    for o in range(i + 1, end):
        if tokens[o].pos in ("VERB", "AUX") or tokens[o].lower in _PARTING:
            return None
        below_in = tokens[o].dep == "pobj" and tokens[tokens[o].head].lower == "in"
        if below_in and noun_of(tokens[o]) in word_set("breaking", "nouns"):
            return next(_duties_of_breach(page, o), None)
    return None


def _of_noun(page: Page, i: int) -> Deed | None:
    """By "violations of the truce", "truce violations", "failure to honour the pact"."""
    parse = page.parse
    noun = noun_of(parse.tokens[i])
    doubtful = any(parse.tokens[c].lower in word_set("hedging") for c in parse.children[i])
    if noun in ("failure", "refusal"):
        below = tree.child(parse, i, "acl")
        deed = None if below is None else undone(page, below)
        return None if deed is None else replace(deed, doubtful=doubtful)
    if noun in word_set("breaking", "nouns"):
        duty = next(_duties_of_breach(page, i), None)
        return None if duty is None else Deed("violated", duty, doubtful)
    if noun == "suspension":
        thing = next((o for o in tree.prep_objects(parse, i, "of") if is_due(page, o)), None)
        return (
            None if thing is None else Deed("suspended", tree.noun_phrase(parse, thing), doubtful)
        )
    return None


def _duties_of_breach(page: Page, noun: int) -> Iterator[Stretch]:
    parse = page.parse
    for o in tree.prep_objects(parse, noun, "of"):
        for duty in duties_of(parse, o):
            yield tree.noun_phrase(parse, duty)
    for c in parse.children[noun]:
        if parse.tokens[c].dep in ("compound", "nmod", "amod") and is_agreement(parse, c):
            yield Stretch(c, c + 1)


def _of_verb(page: Page, i: int) -> Deed | None:
    parse = page.parse
    lemma = parse.tokens[i].lemma.lower()
    broken = in_breach(page, i)
    if broken is not None:
        return Deed("violated", broken)
    if lemma == "default":
        debt = next(iter(tree.prep_objects(parse, i, "on")), None)
        return Deed("violated", Stretch(i, i + 1) if debt is None else _phrase(page, debt))
    for way in _WAYS:
        if lemma in word_set(*way.verbs):
            for thing in way.things(page, i):
                return Deed(way.act, _phrase(page, thing))
    return None


def _objects(page: Page, verb: int) -> list[int]:
    return [
        c for c in page.parse.children[verb] if page.parse.tokens[c].dep in ("dobj", "nsubjpass")
    ]


def _held_to(page: Page, verb: int) -> Iterator[int]:
    """What somebody can be held to, done to by a verb: "broke the truce and the pact"."""
    for c in _objects(page, verb):
        for k in tree.conjuncts(page.parse, c):
            yield from duties_of(page.parse, k)


def _behind(*prepositions: str) -> Callable[[Page, int], Iterator[int]]:
    """What finds what somebody can be held to behind words: "complied with the pact"."""

    def found(page: Page, verb: int) -> Iterator[int]:
        for word in prepositions:
            for o in tree.prep_objects(page.parse, verb, word):
                yield from duties_of(page.parse, o)

    return found


def _with(word: str, preposition: str) -> Callable[[Page, int], Iterator[int]]:
    """What finds it behind a word and a preposition: "went back on", "fell short of"."""

    def found(page: Page, verb: int) -> Iterator[int]:
        parse = page.parse
        words = [c for c in parse.children[verb] if parse.tokens[c].lower == word]
        for i in (verb, *words) if words else ():
            for o in tree.prep_objects(parse, i, preposition):
                yield from duties_of(parse, o)

    return found


def _kept(page: Page, verb: int) -> Iterable[int]:
    return (t for t in _held_to(page, verb) if not is_deadline_of_talks(page, t))


def _completed(page: Page, verb: int) -> Iterable[int]:
    things = word_set("completing", "things")
    return (c for c in _objects(page, verb) if noun_of(page.parse.tokens[c]) in things)


def _dropped(page: Page, verb: int) -> Iterable[int]:
    parse = page.parse
    return (c for c in _objects(page, verb) if is_due(page, c) or is_agreement(parse, c))


def _left(page: Page, verb: int) -> Iterator[int]:
    """An agreement that somebody left: "withdrew from the pact", "pulled out of the deal"."""
    for find in (_behind("from", "of"), _behind_out):
        yield from (t for t in find(page, verb) if is_agreement(page.parse, t))


def _late(page: Page, verb: int) -> Iterator[int]:
    for c in _objects(page, verb):
        due = is_due(page, c) or is_duty(page.parse, c) or is_set_day(page.parse, c)
        if due and not is_deadline_of_talks(page, c):
            yield c


def _behind_out(page: Page, verb: int) -> Iterator[int]:
    """What stands behind "out of", "away from"."""
    parse = page.parse
    for c in parse.children[verb]:
        if c > verb and parse.tokens[c].lower in ("out", "away"):
            yield from tree.prep_objects(parse, c, "of", "from")


def _phrase(page: Page, noun: int) -> Stretch:
    return tree.noun_phrase(page.parse, noun)


@dataclass(frozen=True, slots=True)
class _Way:
    """Verbs (a list of words), what was done where they stand, and what finds to what."""

    verbs: tuple[str, ...]
    act: Act
    things: Callable[[Page, int], Iterable[int]]


# The first that finds something says what was done.
_WAYS = (
    _Way(("breaking", "plain"), "violated", _held_to),
    _Way(("breaking", "on"), "violated", _behind("on")),
    _Way(("breaking", "back"), "violated", _with("back", "on")),
    _Way(("late", "short"), "delayed", _with("short", "of")),
    _Way(("keeping", "plain"), "fulfilled", _kept),
    _Way(("keeping", "to"), "fulfilled", _behind("to")),
    _Way(("keeping", "with"), "fulfilled", _behind("by", "to", "with")),
    _Way(("completing", "verbs"), "fulfilled", _completed),
    _Way(("leaving", "plain"), "suspended", _dropped),
    _Way(("leaving", "from"), "suspended", _left),
    _Way(("late", "plain"), "delayed", _late),
)


def undone(page: Page, at: int) -> Deed | None:
    """Return what a clause tells that was not done: late, or broken if it is a whole text."""
    deed = deed_of(page, at)
    parse = page.parse
    if deed is not None and deed.act == "fulfilled":
        late = parse.tokens[at].lemma in word_set("completing", "verbs")
        return replace(deed, act="delayed" if late else "violated")
    if deed is not None:
        return None
    if is_required(page, at):
        return Deed("delayed", what_of(page, at))
    if parse.tokens[at].lemma not in word_set("deeds") or not is_owed(page, at):
        return None
    return Deed("delayed", what_of(page, at))


def what_of(page: Page, at: int) -> Stretch:
    """Return what was to be done, without who was to do it."""
    words = tree.clause(page.parse, at)
    if tree.is_passive(page.parse, at):
        return words
    return Stretch(at, words.end)


def is_ahead(page: Page, verb: int) -> bool:
    """Return whether a clause is of what is to come or may be: a promise, a condition."""
    put = mood(page.parse, verb)
    return put.future or put.modal is not None or in_condition(page, verb)


def is_so(page: Page, verb: int) -> bool:
    """Return whether it is told as what happened: no fear, no condition, nothing to come."""
    put = mood(page.parse, verb)
    open_ = put.negated or put.question or put.condition is not None or put.footing == "supposed"
    return not open_ and not is_ahead(page, verb)


def is_unable(page: Page, verb: int) -> bool:
    """Return whether something could not be done: "could not confirm", "was unable to verify"."""
    parse = page.parse
    token, above = parse.tokens[verb], parse.tokens[parse.tokens[verb].head]
    near = [parse.tokens[c] for c in parse.children[verb]]
    if token.dep == "xcomp" and above.lower in _ABLE:
        return above.lower == "unable" or mood(parse, above.head).negated
    neither = any(
        parse.tokens[c].lower == "neither" for t in near if t.i > verb for c in parse.children[t.i]
    )
    can = any(t.lower in ("can", "could") for t in near)
    return can and (neither or mood(parse, verb).negated)


def is_told(page: Page, verb: int) -> bool:
    """Return whether a verb tells of what was done: no demand, promise, threat or fear."""
    parse = page.parse
    put = mood(parse, verb)
    token = parse.tokens[verb]
    if put.question or put.footing == "supposed" or _hangs(page, verb):
        return False
    if token.tag not in ("VBD", "VBN", "VBG", "VBZ", "VBP") or is_ahead(page, verb):
        return False
    if token.tag in ("VBZ", "VBP") and not _holds_now(page, verb):
        return False
    above = parse.tokens[token.head]
    if token.dep in ("xcomp", "ccomp", "pcomp") and above.lemma in word_set("undone", "verbs"):
        return False
    checked = token.dep == "ccomp" and above.lemma in word_set("checking", "verbs")
    if checked and is_unable(page, above.i):
        return False
    return not _is_gerund(page, verb) or _is_done_by(page, verb)


def _holds_now(page: Page, verb: int) -> bool:
    """Whether the present tense tells what is: not "until it keeps", "to ensure that it keeps"."""
    token = page.parse.tokens[verb]
    if token.dep in ("advcl", "acl", "pcomp") or is_within(page.parse, verb):
        return False
    ensured = page.parse.tokens[token.head].lemma in word_set("undone", "ensuring")
    return token.dep != "ccomp" or (page.statement_at(verb) is not None and not ensured)


def _hangs(page: Page, verb: int) -> bool:
    """Whether a clause holds on a condition; "halted it until", "freed it in return" do not."""
    condition = mood(page.parse, verb).condition
    if condition is None:
        return False
    words = page.parse.tokens[condition.start : condition.start + 2]
    return not any(t.lower in ("until", "till", "exchange", "return") for t in words)


def _is_gerund(page: Page, verb: int) -> bool:
    helpers = [c for c in page.parse.children[verb] if page.parse.tokens[c].dep == "aux"]
    return page.parse.tokens[verb].tag == "VBG" and not helpers


def _is_done_by(page: Page, verb: int) -> bool:
    """Whether a participle tells of what was done: "by breaking the truce", "…, breaking it"."""
    parse = page.parse
    token = parse.tokens[verb]
    if token.dep == "pcomp":
        above = tree.governing_verb(parse, verb)
        real = above is None or not is_ahead(page, above)
        return real and parse.tokens[token.head].lower in _AFTER
    return token.dep in ("advcl", "acl", "conj") and tree.child(parse, verb, "mark") is None
