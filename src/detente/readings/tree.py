"""Looking around in a parse: who does it, what to, and how far the clause reaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.readings.nlp import Parse, Stretch

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
# Whose subject is that of the word above: "is ready to sign", "left after signing".
_SHARING = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dep", "acomp"})
_BLAMING = frozenset({"for", "from", "into", "of"})
# What may be taken off both ends of a span without changing what it says.
_EDGES = frozenset(" ,;:.—–-\n\t")


def child(parse: Parse, i: int, *deps: str) -> int | None:
    """Return the first child of a token with one of the dependencies, or None."""
    for c in parse.children[i]:
        if parse.tokens[c].dep in deps:
            return c
    return None


def below(parse: Parse, i: int, without: Iterable[int] = ()) -> list[int]:
    """Return the tokens governed by a token, itself included, in order, without some branches."""
    skip = frozenset(without)
    found, stack = [], [i]
    while stack:
        j = stack.pop()
        found.append(j)
        stack += [c for c in parse.children[j] if c not in skip]
    return sorted(found)


def subtree(parse: Parse, i: int, without: Iterable[int] = ()) -> Stretch:
    """Return the hull of what a token governs, leaving out some branches."""
    skip = frozenset(without)
    first = last = i
    stack = [i]
    while stack:
        j = stack.pop()
        if j < first:
            first = j
        elif j > last:
            last = j
        # A walk is the reading's most frequent act: most of them leave nothing out.
        stack += [c for c in parse.children[j] if c not in skip] if skip else parse.children[j]
    return Stretch(first, last + 1)


def noun_phrase(parse: Parse, i: int) -> Stretch:
    """Return a noun with its modifiers, without relative clauses, appositions and coordination."""
    loose = {"relcl", "appos", "conj", "cc", "punct", "advcl", "parataxis"}
    cut = [c for c in parse.children[i] if parse.tokens[c].dep in loose and c > i]
    return subtree(parse, i, cut)


def bare_phrase(parse: Parse, noun: int) -> Stretch:
    """Return a noun with its coordination, without what a comma or "which" adds behind it."""
    loose = ("relcl", "appos", "parataxis")
    return subtree(
        parse, noun, [c for c in parse.children[noun] if c > noun and parse.tokens[c].dep in loose]
    )


def conjuncts(parse: Parse, i: int) -> list[int]:
    """Return a token and those coordinated with it ("A, B and C"), in order."""
    found = [i]
    for j in found:
        found += [c for c in parse.children[j] if parse.tokens[c].dep == "conj"]
    return sorted(found)


def first_conjunct(parse: Parse, i: int) -> int:
    """Return the first of the tokens that this one is coordinated with."""
    while parse.tokens[i].dep == "conj":
        i = parse.tokens[i].head
    return i


def subject(parse: Parse, verb: int) -> int | None:
    """Return the head of a verb's subject, or None.

    A verb without its own takes it from the verb that it is coordinated with, the verb that
    governs its infinitive or participle, or the noun that its relative clause describes.
    """
    seen: set[int] = set()
    while verb not in seen:
        seen.add(verb)
        own = child(parse, verb, *SUBJECTS)
        token = parse.tokens[verb]
        if own is not None:
            if parse.tokens[own].lower in ("who", "which", "that") and token.dep == "relcl":
                return token.head
            return own
        if token.dep in ("relcl", "acl") and parse.tokens[token.head].pos in NOUNS:
            return token.head
        if token.dep not in _SHARING:
            return None
        if token.dep == "xcomp":
            # "asked Norland to sign": the object does it
            governed = child(parse, token.head, "dobj")
            if (
                governed is not None
                and governed < verb
                and not _subject_control(parse, token.head)
            ):
                return governed
        if token.dep == "pcomp" and parse.tokens[token.head].lower in _BLAMING:
            # "blamed Norland for leaving", "accused Norland of leaving": the object did it
            blamed = child(parse, parse.tokens[token.head].head, "dobj")
            if blamed is not None and blamed < verb:
                return blamed
        verb = token.head
    return None


def _subject_control(parse: Parse, verb: int) -> bool:
    return parse.tokens[verb].lemma in ("promise", "threaten", "vow", "pledge", "offer", "agree")


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether a verb is in the passive ("was asked", "the minister, asked about it")."""
    if child(parse, verb, "nsubjpass", "auxpass") is not None:
        return True
    token = parse.tokens[verb]
    bare = token.tag == "VBN" and child(parse, verb, "aux", "nsubj") is None
    return bare and token.dep in ("acl", "advcl", "relcl")


def doer(parse: Parse, verb: int) -> int | None:
    """Return who does what the verb says: the subject, or the "by" phrase of a passive."""
    if is_passive(parse, verb):
        agent = child(parse, verb, "agent")
        return child(parse, agent, "pobj") if agent is not None else None
    return subject(parse, verb)


def done_to(parse: Parse, verb: int) -> int | None:
    """Return what the verb is done to: the object, or the subject of a passive.

    "a condition that Norland rejects": the noun that the relative clause describes.
    """
    if is_passive(parse, verb):
        return subject(parse, verb)
    thing = child(parse, verb, "dobj", "oprd", "attr")
    token = parse.tokens[verb]
    gap = thing is None or parse.tokens[thing].lower in ("which", "that", "whom")
    if gap and token.dep == "relcl" and child(parse, verb, *SUBJECTS) is not None:
        return token.head
    return thing


def clause(parse: Parse, verb: int) -> Stretch:
    """Return the clause of a verb: what it governs, without coordinated clauses after it."""
    cut = [
        c
        for c in parse.children[verb]
        if c > verb
        and (
            (parse.tokens[c].dep == "conj" and child(parse, c, *SUBJECTS) is not None)
            or parse.tokens[c].dep == "parataxis"
        )
    ]
    marks = [c for c in parse.children[verb] if cut and parse.tokens[c].dep == "cc" and c > verb]
    return subtree(parse, verb, [*cut, *marks])


def to_comma(parse: Parse, stretch: Stretch, after: int) -> Stretch:
    """Cut a stretch at the first comma or semicolon behind a token, and its leading joints.

    Where a parse runs two clauses together, what stands behind the comma belongs to the next.
    """
    start, end = stretch.start, stretch.end
    while start < after and parse.tokens[start].dep == "mark":
        start += 1
    for i in range(after + 1, end):
        if parse.tokens[i].text in (",", ";"):
            end = i
            break
    return Stretch(start, end)


def governing_verb(parse: Parse, i: int) -> int | None:
    """Return the nearest verb above a token, or None."""
    while parse.tokens[i].head != i:
        i = parse.tokens[i].head
        if parse.tokens[i].pos in ("VERB", "AUX"):
            return i
    return None


def ancestors(parse: Parse, i: int) -> Iterator[int]:
    """Yield the tokens above a token, the nearest first."""
    while parse.tokens[i].head != i:
        i = parse.tokens[i].head
        yield i


def tops(parse: Parse, stretch: Stretch) -> Iterator[int]:
    """Yield the tokens of a stretch that hang on nothing within it, in order."""
    for i in range(stretch.start, stretch.end):
        above = parse.tokens[i].head
        if above == i or not stretch.start <= above < stretch.end:
            yield i


def prep_objects(parse: Parse, i: int, *words: str) -> list[int]:
    """Return the nouns that stand behind prepositions of a token ("with", "in"), in order."""
    found = []
    for c in parse.children[i]:
        if parse.tokens[c].dep in ("prep", "agent", "dative") and parse.tokens[c].lower in words:
            found += [
                o
                for o in parse.children[c]
                if parse.tokens[o].dep in ("pobj", "pcomp", "npadvmod")
            ]
    return found


def characters(parse: Parse, stretch: Stretch) -> tuple[int, int]:
    """Return the code points of a stretch, blanks and loose punctuation at both ends left out."""
    tokens = parse.tokens[stretch.start : stretch.end]
    while len(tokens) > 1 and tokens[0].text[0] in _EDGES and not tokens[0].text[1:]:
        tokens = tokens[1:]
    while len(tokens) > 1 and set(tokens[-1].text) <= _EDGES:
        tokens = tokens[:-1]
    return tokens[0].start, tokens[-1].end
