"""Pronouns -> those they stand for, where the text leaves no doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from detente.readings.names.answering import answerers
from detente.readings.names.lexicon import words
from detente.readings.nlp import Parse
from detente.readings.tree import SUBJECTS

# Sentences back in which an antecedent is looked for.
FURTHEST = 4

Sort = Literal["person", "body", "group"]
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "themselves"})
# Verbs that only several have for subject.
_MANY = frozenset({"are", "do", "have", "were"})
# What speaks for who runs it, and so many sentences back another may be meant by "her office".
_OFFICES = frozenset({"office", "ministry", "department", "spokesman", "spokeswoman", "team"})
_JUST_BEFORE = 2
# What is said ends with one of these where its speaker stands behind it.
_BEHIND = ",\"”'’?!—"
_DONE_TO = frozenset({"dative", "dobj", "iobj", "pobj"})
PRONOUNS = _HE | _SHE | _IT | _THEY


# Not frozen, as tokens are not: a page has many.
@dataclass(slots=True, unsafe_hash=True)
class Candidate:
    """Somebody whom a later pronoun may mean.

    names: Actors; unnamed: a description, where there is no name. rank: 3 for the subject of a
    main clause, 2 for another subject, 1 for the rest. sentence: Its number, sentences that are
    all quotation left out. quoted: Within a quotation. speaks: Subject of a verb of speech.
    """

    i: int
    names: tuple[str, ...]
    unnamed: str
    sort: Sort
    gender: str
    rank: int
    sentence: int
    quoted: bool
    speaks: bool

    @property
    def who(self) -> tuple[tuple[str, ...], str]:
        """What tells it from others."""
        return (self.names, self.unnamed)


def rank(parse: Parse, i: int) -> int:
    """Return how prominent a noun is: 3 subject of a main clause, 2 of another, 1 the rest."""
    tokens = parse.tokens
    while tokens[i].dep in ("conj", "appos") and tokens[i].head != i:
        i = tokens[i].head
    token = tokens[i]
    if token.dep not in SUBJECTS and token.dep != "ROOT":
        above = tokens[token.head]
        by = token.dep == "pobj" and (above.dep == "agent" or above.lower in ("to", "by"))
        according = above.lower == "to" and tokens[above.head].lower == "according"
        return 2 if by and (above.dep == "agent" or according) else 1
    verb = tokens[token.head]
    while verb.dep == "conj" and verb.head != verb.i:
        verb = tokens[verb.head]
    return 3 if verb.dep == "ROOT" or _frames_a_quotation(parse, verb.i) else 2


def _frames_a_quotation(parse: Parse, verb: int) -> bool:
    return parse.tokens[verb].dep in ("parataxis",)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pronoun stands: its token, the number of its sentence, whether it is quoted."""

    i: int
    sentence: int
    quoted: bool


def antecedent(parse: Parse, place: Place, candidates: Sequence[Candidate]) -> Candidate | None:
    """Return whom a pronoun means, or None where the text leaves a doubt.

    candidates: In order, all before the pronoun.
    """
    i = place.i
    fits = _fitting(parse.tokens[i].lower)
    if fits is None:
        return None
    others = _named_behind(parse, i)
    told = {parse.tokens[a].text for a in answerers(parse, i)}
    barred = {c.who for c in candidates if parse.tokens[c.i].text in told}
    near = [
        c
        for c in candidates
        if place.sentence - c.sentence <= FURTHEST
        and others.isdisjoint((parse.tokens[c.i].text, *c.names))
        and (fits(c) or _is_they(parse, place, c))
        and c.quoted <= place.quoted
        and c.who not in barred
    ]
    ahead = [c for c in near if c.sentence == place.sentence]
    if not ahead and _is_of_stranger(parse, i):
        return None
    if closes_speech(parse, i):
        # whom the speaker speaks of stands in what is said
        return _earlier([c for c in near if c.sentence < place.sentence]) or _speaker_of(ahead)
    if len({c.who for c in ahead}) > 1 and (said := _said_by_own(parse, i)) is not None:
        return _told_of(parse, said, ahead) or _topic(near, ahead, place)
    if ahead and (found := _beside(parse, i, ahead) or _within(parse, i, ahead)) is not None:
        return found
    if ahead and len({c.who for c in ahead}) > 1:
        return _speaker_of(ahead)
    if ahead:
        return ahead[-1]
    found = _earlier(near)
    return None if found is not None and _may_be_others(parse, place, found, near) else found


def _named_behind(parse: Parse, i: int) -> frozenset[str]:
    """The names to whom a pronoun does what is told: "it agreed to pay Ferris" is not Ferris.

    It may be whose thing is told of: "it asked Ferris to respect Lysia's border".
    """
    tokens = parse.tokens
    if tokens[i].dep not in SUBJECTS:
        return frozenset()
    verbs = [tokens[i].head]
    verbs += [c for c in parse.children[verbs[0]] if tokens[c].dep == "xcomp"]
    near = [c for verb in verbs for c in parse.children[verb] if c > i]
    near += [o for c in near if tokens[c].dep in ("prep", "dative") for o in parse.children[c]]
    done_to = (tokens[c] for c in near if tokens[c].dep in _DONE_TO)
    return frozenset(t.text for t in done_to if t.pos == "PROPN")


def _may_be_others(
    parse: Parse, place: Place, found: Candidate, near: Sequence[Candidate]
) -> bool:
    """Whether "her office said" may be the office of another: the text does not tell who is a she.

    Where two were told of just before, who acted last is not always whose office speaks.
    """
    token = parse.tokens[place.i]
    if token.dep != "poss" or found.gender or parse.tokens[token.head].lower not in _OFFICES:
        return False
    late = [c for c in near if place.sentence - c.sentence <= _JUST_BEFORE]
    return any(c.who != found.who and c.sort == "person" for c in late)


def closes_speech(parse: Parse, i: int) -> bool:
    """Whether a pronoun with its verb comes behind what is said: "…," he said."""
    tokens = parse.tokens
    token = tokens[i]
    if i == 0 or token.dep not in SUBJECTS or not speaks(parse, i):
        return False
    if tokens[i - 1].text[-1] not in _BEHIND:
        return False
    behind = (tokens[c].dep for c in parse.children[token.head] if c > token.head)
    return not any(dep in ("ccomp", "xcomp") for dep in behind)  # "when it left, it vowed to"


def _said_by_own(parse: Parse, i: int) -> int | None:
    """The verb of speech in "…, her office said", behind what is said; None for no such."""
    own = parse.tokens[i].head
    closes = (
        parse.tokens[i].dep == "poss" and own == i + 1 and parse.tokens[i - 1].text[-1] in _BEHIND
    )
    subject = closes and parse.tokens[own].dep in SUBJECTS and speaks(parse, own)
    verb = parse.tokens[own].head
    return verb if subject and any(c < i for c in _contents(parse, verb)) else None


def _contents(parse: Parse, verb: int) -> list[int]:
    return [c for c in parse.children[verb] if parse.tokens[c].dep in ("ccomp", "parataxis")]


def _told_of(parse: Parse, verb: int, ahead: Sequence[Candidate]) -> Candidate | None:
    """Whom the main clause of what is said tells of: Roe in "Roe met Doe, her aide said"."""
    of = [c for c in ahead if parse.tokens[_top(parse, c.i)].head in _contents(parse, verb)]
    of = [c for c in of if parse.tokens[_top(parse, c.i)].dep in SUBJECTS]
    return of[-1] if len({c.who for c in of}) == 1 else None


def _topic(
    near: Sequence[Candidate], ahead: Sequence[Candidate], place: Place
) -> Candidate | None:
    """Whom the sentences before are about, if what is said speaks of them too; else None."""
    found = _earlier([c for c in near if c.sentence < place.sentence])
    return found if found is not None and found.who in {c.who for c in ahead} else None


def _speaker_of(near: Sequence[Candidate]) -> Candidate | None:
    """Return who speaks, if just one of several does."""
    speaking = [c for c in near if c.speaks and c.rank >= 2]
    return speaking[-1] if len({c.who for c in speaking}) == 1 else None


def _fitting(word: str) -> Callable[[Candidate], bool] | None:
    if word in _HE:
        return lambda c: c.sort == "person" and c.gender != "f"
    if word in _SHE:
        return lambda c: c.sort == "person" and c.gender != "m"
    if word in _IT:
        return lambda c: c.sort == "body"
    if word in _THEY:
        return lambda c: c.sort == "group"
    return None


def _is_they(parse: Parse, place: Place, c: Candidate) -> bool:
    """Whether a body is "they" later in a sentence: "the Lake States have said that they"."""
    if c.sort != "body" or c.sentence != place.sentence or parse.tokens[c.i].text[-1] != "s":
        return False
    verb = parse.tokens[parse.tokens[c.i].head]
    near = {parse.tokens[k].lower for k in parse.children[verb.i]}
    many = verb.tag == "VBP" or verb.lower in _MANY or not near.isdisjoint(_MANY)
    return many and parse.tokens[c.i].dep in SUBJECTS and parse.tokens[place.i].lower in _THEY


def _is_of_stranger(parse: Parse, i: int) -> bool:
    """Whether "it" means a name of the clause ahead that takes part in nothing else told.

    "When Ferris bought the mill, it pledged": then it is nobody of the sentences before.
    """
    tokens = parse.tokens
    if tokens[i].lower not in _IT or tokens[i].dep not in SUBJECTS:
        return False
    ahead = (c for c in parse.children[tokens[i].head] if c < i and tokens[c].dep == "advcl")
    subjects = (k for c in ahead for k in parse.children[c] if tokens[k].dep in SUBJECTS)
    return any(tokens[k].pos == "PROPN" for k in subjects)


def _beside(parse: Parse, i: int, ahead: Sequence[Candidate]) -> Candidate | None:
    """Return the subject of the clause that "it" is hung on, or that is hung on its own; or None.

    "Lysia has not lifted the ban, as it was to", "when Tollard bought the mill, it pledged".
    """
    tokens = parse.tokens
    if tokens[i].lower not in _IT or tokens[i].dep not in SUBJECTS:
        return None
    verb = tokens[i].head
    above = tokens[verb].head if tokens[verb].dep == "advcl" else None
    near = [c for c in ahead if tokens[_top(parse, c.i)].dep in SUBJECTS]
    heads = {c.i: tokens[_top(parse, c.i)].head for c in near}
    found = [
        c
        for c in near
        if heads[c.i] == above
        or (tokens[heads[c.i]].dep == "advcl" and tokens[heads[c.i]].head == verb)
    ]
    return found[-1] if len({c.who for c in found}) == 1 else None


def _within(parse: Parse, i: int, ahead: Sequence[Candidate]) -> Candidate | None:
    """Return the subject of the clauses above a pronoun in its own sentence, or None."""
    above: list[int] = []
    j = i
    while parse.tokens[j].head != j:
        j = parse.tokens[j].head
        above.append(j)
    subjects = [
        c
        for c in ahead
        if parse.tokens[_top(parse, c.i)].dep in SUBJECTS
        and parse.tokens[_top(parse, c.i)].head in above
    ]
    if not subjects:
        return None
    if parse.tokens[i].dep == "poss":
        return subjects[-1]
    # "Roe told Doe that he": the subject of the highest clause is the likelier one
    others = {c.who for c in ahead if c.rank >= 2}
    return subjects[0] if len(others) == 1 or len({c.who for c in subjects}) == 1 else None


def _top(parse: Parse, i: int) -> int:
    while parse.tokens[i].dep in ("conj", "appos") and parse.tokens[i].head != i:
        i = parse.tokens[i].head
    return i


def _earlier(near: Sequence[Candidate]) -> Candidate | None:
    """Return the one prominent candidate of the nearest sentence that has any, or None."""
    by_sentence: Mapping[int, list[Candidate]] = _grouped(near)
    for number in sorted(by_sentence, reverse=True):
        here = by_sentence[number]
        best = max(c.rank for c in here)
        top = [c for c in here if c.rank == best]
        if len({c.who for c in top}) > 1:
            return _speaker_of(top)
        if best >= 2:
            return top[-1]
        others = {c.who for c in near if c.rank >= 2 and c.who != top[-1].who}
        return None if others else top[-1]
    return None


def _grouped(near: Sequence[Candidate]) -> Mapping[int, list[Candidate]]:
    found: dict[int, list[Candidate]] = {}
    for candidate in near:
        found.setdefault(candidate.sentence, []).append(candidate)
    return found


def speaks(parse: Parse, i: int) -> bool:
    """Whether a token is the subject of a verb of speech or dealing."""
    token = parse.tokens[_top(parse, i)]
    return token.dep in SUBJECTS and parse.tokens[token.head].lemma in words("groups", "speaking")
