"""Accounts told in the words of what the page itself says is owed.

Most reports say in one sentence what was agreed and in another what was done, and no word of the
second tells of an agreement: "Norland is to lift its ban. … Norland has not lifted the ban."
The two go together if the same party does, or has not done, the same deed to the same thing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import prod

from detente.model.vocabulary import Act
from detente.readings import times, tree
from detente.readings.agreements import noun_of, word_set
from detente.readings.deeds import Deed, deed_of, is_told
from detente.readings.lasting import is_going_on, is_lasting, is_stationed
from detente.readings.modality import mood
from detente.readings.nlp import Hit, Parse, Stretch
from detente.readings.owing import Owed
from detente.readings.page import Page
from detente.readings.rules import shipped_lists
from detente.readings.states import WHOEVER, is_contrary, subject_of_state
from detente.readings.tellers import Told, charge_above, doers_of, parties_of, told_of

# What was done longer before the report is no account of what it says is owed.
_LONG_AGO = dt.timedelta(days=180)
# Ahead of a noun these tell of one that was not told of before.
_FRESH = frozenset({"a", "an", "another", "new"})
_KNOWN = frozenset({"its", "the", "their", "this"})
_NONE = frozenset({"no", "none", "neither"})
_FEW = frozenset({"only", "just", "short", "half"})
_FIGURE = re.compile(r"\d+(\.\d+)?")
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}


@dataclass(frozen=True, slots=True)
class _Duty:
    """What is owed, to compare with.

    deeds: Verbs that do it. things: Its nouns. known: Those of which there is one: "the port".
    done_to: What the deed is done to.
    """

    by: tuple[str, ...]
    what: Stretch
    verb: int
    deeds: frozenset[str]
    things: frozenset[str]
    known: frozenset[str]
    done_to: frozenset[str]
    many: float | None
    negated: bool


def of_owed(page: Page, hits: Sequence[Hit], owed: Sequence[Owed]) -> Iterator[Told]:
    """Yield what sentences tell of what is owed on the page, each by who owes it."""
    duties = [_duty(page, one) for one in owed]
    within = {i for one in owed for i in range(one.what.start, one.what.end)}
    for hit in hits:
        at = hit.start
        if at not in within and not _is_long_ago(page, at) and charge_above(page, at) is None:
            yield from _told(page, hit, at, duties)


def as_owed(page: Page, told: Told, owed: Sequence[Owed]) -> Told:
    """Return an account with the words of what is owed, if it names that by a noun of its verb.

    "completed its pullback" of "is to pull its guns back".
    """
    nouns = shipped_lists("agreements")["nominal"]
    words = told.deed.commitment
    tokens = page.parse.tokens[words.start : words.end]
    deeds = {v for t in tokens if t.pos == "NOUN" for v in alike(nouns.get(noun_of(t), ""))}
    part = not word_set("partial").isdisjoint(t.lower for t in tokens)
    same = [o for o in owed if page.parse.tokens[o.verb].lemma in deeds and _may_be(told, o)]
    if len(same) != 1 or part:
        return told
    by = same[0].by if told.by == WHOEVER else told.by
    return replace(told, by=by, deed=replace(told.deed, commitment=same[0].what))


def _may_be(told: Told, owed: Owed) -> bool:
    """Whether an account may be of it: by who owes it, or by whoever does, of one."""
    unknown = told.by == WHOEVER and len(owed.by) == 1
    return unknown or bool(set(owed.by) & set(told.by))


def _duty(page: Page, owed: Owed) -> _Duty:
    tokens = page.parse.tokens
    thing = _relative(page.parse, owed.verb)
    places = [*range(owed.what.start, owed.what.end), *([] if thing is None else [thing])]
    places = [i for i in places if i != owed.verb]
    nouns = _nouns(page, places)
    known = _nouns(page, [i for i in places if _is_known(page.parse, i)])
    negated = mood(page.parse, owed.verb).negated
    object_ = tree.child(page.parse, owed.verb, "dobj")
    many = None if object_ is None else _count(page.parse, object_)
    deeds = alike(tokens[owed.verb].lemma)
    done_to = frozenset() if object_ is None else _names(page, object_)
    return _Duty(
        by=owed.by,
        what=owed.what,
        verb=owed.verb,
        deeds=deeds,
        things=nouns,
        known=known,
        done_to=done_to,
        many=many,
        negated=negated,
    )


def _is_known(parse: Parse, noun: int) -> bool:
    """Whether it is one thing that is known: "the port", "its ban"; not "a port", "the guns"."""
    return parse.tokens[noun].tag in ("NN", "NNP") and bool(_beside(parse, noun) & _KNOWN)


def alike(lemma: str) -> frozenset[str]:
    """Return the verbs that do the same deed: "lift", "end", "drop" a ban; itself included."""
    found = {lemma, f"re{lemma}", lemma.removeprefix("re")}
    for group in shipped_lists("agreements")["alike"].values():
        if lemma in group:
            found |= set(group)
    return frozenset(found)


def _told(page: Page, hit: Hit, at: int, duties: Sequence[_Duty]) -> Iterator[Told]:
    for way in (_done, _stayed):
        found = way(page, at, duties)
        if found is None:
            continue
        act, fitting = found
        by = tuple(dict.fromkeys(n for duty in fitting for n in duty.by))
        by = _whose(page, at, by, one=len({duty.by for duty in fitting}) == 1)
        yield from told_of(page, hit, at, deed=Deed(act, fitting[0].what), by=by)
        return


def _whose(page: Page, at: int, by: tuple[str, ...], *, one: bool) -> tuple[str, ...]:
    """Of several who owe the like, who did it; "who owes it" where the text does not say.

    one: Whether all owe it together: then what nobody is named for is done or not by all.
    """
    did = tuple(name for name in doers_of(page, at) if name in by)
    return did or (by if one else WHOEVER)


def _done(page: Page, at: int, duties: Sequence[_Duty]) -> tuple[Act, list[_Duty]] | None:
    """That it was done, or not, as the verb of what is owed says."""
    parse = page.parse
    lemma = parse.tokens[at].lemma
    near = [d for d in duties if lemma in d.deeds and not d.negated]
    if not near or not is_told(page, at) or deed_of(page, at) is not None:
        return None
    fitting = [d for d in near if _is_by(page, at, d) and _is_on(page, at, d)]
    if not fitting:
        return None
    if mood(parse, at).negated or _is_none(parse, at):
        return "delayed", fitting
    if _is_partial(page, at):
        return None
    if any(_is_short(page, at, d) for d in fitting):
        return ("delayed", fitting) if _says_few(page, at) else None
    return "fulfilled", fitting


def _stayed(page: Page, at: int, duties: Sequence[_Duty]) -> tuple[Act, list[_Duty]] | None:
    """That a thing is still as what is owed was to end: "the road is still closed"."""
    parse = page.parse
    who = subject_of_state(parse, at)
    if who is None:
        return None
    near = [d for d in duties if _is_of(page, who, d) and not d.negated]
    fitting = [d for d in near if _is_still(page, at, d)]
    return ("delayed", fitting) if fitting else None


def _is_still(page: Page, at: int, duty: _Duty) -> bool:
    lemma = page.parse.tokens[duty.verb].lemma
    if is_going_on(page, at):
        return bool(duty.deeds & word_set("states", "stopping"))
    if not is_lasting(page, at):
        return False
    to_go = lemma in word_set("states", "ending", "present")
    there = to_go and is_stationed(page, at)
    return there or is_contrary(page, at, lemma) or _is_in_place(page, at, duty)


def _is_in_place(page: Page, at: int, duty: _Duty) -> bool:
    return is_contrary(page, at, "remove") and bool(duty.deeds & word_set("states", "stopping"))


def _is_by(page: Page, at: int, duty: _Duty) -> bool:
    """Whether who owes it does it, or nobody else is said to."""
    did = doers_of(page, at)
    if did:
        return bool(set(did) & set(duty.by))
    parse = page.parse
    who = tree.child(parse, at, "nsubjpass", "nsubj")
    return who is not None and not parties_of(page, who) and _is_of(page, who, duty)


def _is_on(page: Page, at: int, duty: _Duty) -> bool:
    """Whether it is the same thing: the verb's object, or the subject of a passive."""
    parse = page.parse
    things = _objects(parse, at)
    if not things and not doers_of(page, at):
        things = [c for c in parse.children[at] if parse.tokens[c].dep == "nsubj"]
    if things:
        return any(_is_of(page, k, duty) for c in things for k in tree.conjuncts(parse, c))
    words = tree.clause(parse, at)
    others = duty.things - duty.done_to  # "returned by ship" returns no ship
    return bool(_nouns(page, range(words.start, words.end)) & others)


def _is_of(page: Page, noun: int, duty: _Duty) -> bool:
    """Whether a noun may name what is owed: not "a new port", where it is "the port"."""
    another = duty.known if _beside(page.parse, noun) & _FRESH else frozenset()
    return bool(_names(page, noun) & (duty.things - another))


def _is_short(page: Page, at: int, duty: _Duty) -> bool:
    """Whether it is fewer than is owed: "freed 30 men" of 44."""
    parse = page.parse
    counts = [n for c in _objects(parse, at) if (n := _count(parse, c)) is not None]
    return duty.many is not None and bool(counts) and max(counts) < duty.many


def _says_few(page: Page, at: int) -> bool:
    words = tree.clause(page.parse, at)
    return any(t.lower in _FEW for t in page.parse.tokens[words.start : words.end])


def _count(parse: Parse, noun: int) -> float | None:
    """The number ahead of a noun, "3 million" too, 1 of "a"; None if there is none in figures.

    Of "12 of the 44 men" it is 12.
    """
    if _FIGURE.fullmatch(own := parse.tokens[noun].lower.replace(",", "")):
        return float(own)
    if any(parse.tokens[c].lower in ("a", "an") for c in parse.children[noun] if c < noun):
        return 1
    for c in parse.children[noun]:
        if parse.tokens[c].dep == "nummod":
            words = [parse.tokens[k].lower for k in (*parse.children[c], c) if k <= c]
            sizes = [_SCALES[w] for w in words if w in _SCALES]
            figures = [float(n) for w in words if _FIGURE.fullmatch(n := w.replace(",", ""))]
            if figures:
                return figures[0] * prod(sizes)
    return None


def _is_none(parse: Parse, at: int) -> bool:
    """Whether it was done to none: "no prisoners have been freed", "none of them"."""
    return any(_beside(parse, c) & _NONE for c in _things(parse, at))


def _is_partial(page: Page, at: int) -> bool:
    """Whether only a part is told of: "the first prisoners", "some of the guns"."""
    things = (c for c in _things(page.parse, at) if not page.who(c))
    return any(_beside(page.parse, c) & word_set("partial") for c in things)


def _objects(parse: Parse, at: int) -> list[int]:
    """What a verb is done to, each: of a passive its subject."""
    return [c for c in parse.children[at] if parse.tokens[c].dep in ("dobj", "nsubjpass")]


def _things(parse: Parse, at: int) -> list[int]:
    return [c for c in parse.children[at] if parse.tokens[c].dep in ("dobj", *tree.SUBJECTS)]


def _beside(parse: Parse, noun: int) -> set[str]:
    """A noun with the words that hang on it: "the", "new", "port"."""
    return {parse.tokens[k].lower for k in (noun, *parse.children[noun])}


def _names(page: Page, noun: int) -> frozenset[str]:
    """A noun with those it is made up of: "Kestrel Bridge crossing", "one of the roads"."""
    parse = page.parse
    beside = [c for c in parse.children[noun] if parse.tokens[c].dep == "compound"]
    if parse.tokens[noun].pos in ("DET", "NUM", "PRON"):
        beside += tree.prep_objects(parse, noun, "of")
    return _nouns(page, (noun, *beside))


def _nouns(page: Page, places: Iterable[int]) -> frozenset[str]:
    """The nouns there, in the singular, without days, texts and who takes part."""
    tokens = page.parse.tokens
    found = (tokens[i] for i in places if tokens[i].pos in ("NOUN", "PROPN"))
    plain = (t for t in found if t.ent not in ("DATE", "TIME") and not page.who(t.i))
    left = word_set("texts") | word_set("parts") | word_set("duties") | word_set("plans")
    return frozenset(noun_of(t) for t in plain) - left


def _relative(parse: Parse, verb: int) -> int | None:
    """The thing of "the road, which Norland undertook to reopen"."""
    for i in (verb, *tree.ancestors(parse, verb)):
        if parse.tokens[i].dep == "relcl":
            return parse.tokens[i].head
        if parse.tokens[i].dep not in ("xcomp", "conj"):
            return None
    return None


def _is_long_ago(page: Page, at: int) -> bool:
    when, day = times.when(page, at), page.day
    return when is not None and day is not None and when.days.end < day - _LONG_AGO
