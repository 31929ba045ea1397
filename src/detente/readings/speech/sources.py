"""Who is named beside a cue: the noun that holds it and the words of the whole name."""

from __future__ import annotations

from itertools import pairwise

from detente.readings.nlp import Parse, Stretch
from detente.readings.speech.cues import is_finite, is_verb, takes
from detente.readings.speech.ground import Ground
from detente.readings.tree import (
    NOUNS,
    SUBJECTS,
    child,
    doer,
    is_passive,
    noun_phrase,
    subtree,
)

_BREAKS = frozenset({",", "(", ")", ";", ":"})
_QUOTING = frozenset({"cite", "quote"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
# Words before a subject that the parser hangs on it but that are no part of the name.
_LOOSE = frozenset({"relcl", "acl", "advcl", "parataxis", "conj", "cc", "punct", "preconj"})


def holder_of(ground: Ground, verb: int) -> int | None:
    """Return the head of the noun that says or thinks what a verb brings, or None."""
    parse = ground.parse
    found = whom_quoted(ground, verb)
    if found is None:
        found = _quoted(ground, verb)
    if found is None:
        found = _own(ground, verb)
    if found is None and not is_passive(parse, verb):
        found = _beside(ground, verb)
    if found is None:
        return None
    return _last_named(ground, _antecedent(parse, found), verb)


def _last_named(ground: Ground, holder: int, verb: int) -> int:
    """The name right before the verb, where the parse takes it for a byname of another person.

    "In reply to the envoy of Norland, Ida Roe, the Sudmark minister, John Doe, said": Doe did.
    """
    tokens, cast = ground.tokens, ground.page.cast
    last = verb - 2
    if last <= holder or tokens[verb - 1].text != ",":
        return holder
    near, far = cast.of_token.get(last, ()), cast.of_token.get(holder, ())
    actors = [cast.actor(name) for name in (*near, *far)]
    if near == far or len(actors) != 2 or any(a is None or a.kind != "person" for a in actors):
        return holder
    start = last
    while start - 1 > holder and tokens[start - 1].text not in _BREAKS:
        start -= 1
    own = all(cast.of_token.get(i) == near for i in range(start, last))
    return last if own and tokens[start - 1].text == "," else holder


def _own(ground: Ground, verb: int) -> int | None:
    """The subject by the parse, followed through coordination of cues and participles."""
    parse = ground.parse
    seen: set[int] = set()
    while verb not in seen:
        seen.add(verb)
        token = parse.tokens[verb]
        if is_passive(parse, verb):
            agent = doer(parse, verb)
            quoted = token.lemma in _QUOTING or agent is None
            return _told(parse, verb) if quoted else agent
        absolute = _absolute(parse, verb)
        if absolute is not None:
            return absolute
        own = child(parse, verb, "nsubj", "csubj")
        if own is not None and _is_day(parse, own):
            own = _before_day(parse, own)
        if own is not None and ground.quote_of[own] in (-1, ground.quote_of[verb]):
            if parse.tokens[own].lower in _RELATIVE and token.dep == "relcl":
                return token.head
            return own
        if token.dep in ("acl", "relcl") and parse.tokens[token.head].pos in NOUNS:
            return token.head
        above = _governing(parse, verb)
        if above is None:
            return None
        verb = above
    return None


def _quoted(ground: Ground, verb: int) -> int | None:
    """Whom somebody quotes, by the "saying" of "quoted Roe as saying", "was quoted as saying"."""
    parse, token = ground.parse, ground.tokens[verb]
    link = parse.tokens[token.head]
    above = parse.tokens[link.head]
    if link.lower != "as" or token.tag != "VBG" or above.lemma not in _QUOTING:
        return None
    return child(parse, above.i, "nsubjpass" if is_passive(parse, above.i) else "dobj")


def _is_day(parse: Parse, i: int) -> bool:
    """Whether the parser takes the day of the saying for who says it: "Roe today said"."""
    token = parse.tokens[i]
    return token.ent in ("DATE", "TIME") and token.lower in ("today", "yesterday", "tonight")


def _before_day(parse: Parse, day: int) -> int | None:
    """The name that such a day follows at once, or past words between two commas; or None."""
    i = day - 1
    if i > 0 and parse.tokens[i].text == ",":
        i -= 1
        while i > 0 and parse.tokens[i].text != ",":
            i -= 1
        i -= 1
    named = i >= 0 and parse.tokens[i].text[:1].isupper()
    return i if named and parse.tokens[i].sentence == parse.tokens[day].sentence else None


def _absolute(parse: Parse, verb: int) -> int | None:
    """The noun behind "with" in "with Grant saying", wherever the parse hangs the verb."""
    token = parse.tokens[verb]
    if token.tag != "VBG" or token.dep not in ("advcl", "pcomp", "acl"):
        return None
    for i in range(verb - 1, max(parse.sentences[token.sentence].start, verb - 12) - 1, -1):
        if parse.tokens[i].lower in ("with", "as") and parse.tokens[i].dep in ("prep", "mark"):
            noun = child(parse, i, "pobj")
            return noun if noun is not None and noun < verb else None
        if parse.tokens[i].pos in ("VERB", "AUX"):
            return None
    return None


def _told(parse: Parse, verb: int) -> int | None:
    """The subject of a passive that is quoted: "was quoted as saying"."""
    if parse.tokens[verb].lemma in ("quote", "cite", "hear", "report"):
        return child(parse, verb, "nsubjpass")
    return None


def _governing(parse: Parse, verb: int) -> int | None:
    """The verb whose subject this one shares: its cue's, if it hangs in what that cue reports."""
    token = parse.tokens[verb]
    if token.dep not in ("conj", "xcomp", "advcl", "pcomp", "prep", "dep", "ccomp", "mark"):
        return None
    head = token.head
    if token.dep in ("conj", "advcl") and takes(token, "clause"):
        # "said that X fell but warned that…": the verb above the reported clause is the twin
        above = parse.tokens[head]
        if above.dep == "ccomp" and takes(parse.tokens[above.head], "clause"):
            return above.head
    return head


def _beside(ground: Ground, verb: int) -> int | None:
    """The noun next to the verb where the parse gives none: after it, else before it."""
    tokens = ground.tokens
    sentence = ground.parse.sentences[tokens[verb].sentence]
    for i in range(verb - 1, max(sentence.start, verb - 12) - 1, -1):
        if ground.quote_of[i] >= 0 or is_finite(tokens[i]) or tokens[i].text in (",", ";", ":"):
            break
        if tokens[i].pos in NOUNS and tokens[i].dep not in ("pobj", "compound", "poss"):
            return i
    opened = verb > 0 and ground.quote_of[verb - 1] >= 0
    for i in range(verb + 1, min(sentence.end, verb + 8)) if opened else ():
        if ground.quote_of[i] >= 0 or is_verb(tokens[i]) or tokens[i].text in (",", ";", ":"):
            break
        if tokens[i].pos in NOUNS and tokens[i].dep not in ("compound", "poss"):
            return i
    return None


def _antecedent(parse: Parse, i: int) -> int:
    """The noun for a relative pronoun, else the token itself."""
    token = parse.tokens[i]
    if token.lower in ("who", "which") and token.dep in SUBJECTS:
        verb = parse.tokens[token.head]
        if verb.dep == "relcl":
            return verb.head
    return i


def whom_quoted(ground: Ground, verb: int) -> int | None:
    """Return who is quoted where that verb is the cue: "the paper quoted Roe as saying"."""
    parse = ground.parse
    if parse.tokens[verb].lemma not in _QUOTING or is_passive(parse, verb):
        return None
    thing = child(parse, verb, "dobj")
    if thing is None or ground.quote_of[thing] >= 0:
        return None
    behind = subtree(parse, thing).end
    said = [t.lower for t in parse.tokens[max(thing + 1, behind - 2) : behind + 2]]
    return thing if ("as", "saying") in pairwise(said) else None


def citing(ground: Ground, i: int) -> int | None:
    """Return whom an outlet cites: "Reuters reported, citing a diplomat", "which quoted him"."""
    parse = ground.parse
    for c in parse.children[i]:
        token = parse.tokens[c]
        if token.lemma in _QUOTING and token.dep in (
            "advcl",
            "xcomp",
            "acl",
            "relcl",
            "conj",
        ):
            cited = child(parse, c, "dobj")
            if cited is not None and ground.quote_of[cited] < 0:
                return cited
    return None


def name_words(ground: Ground, holder: int, verb: int | None) -> Stretch:
    """Return the words of a source: the noun with titles and what stands in apposition."""
    parse = ground.parse
    cut = [
        c
        for c in parse.children[holder]
        if parse.tokens[c].dep in _LOOSE and not _within_apposition(parse, c, holder)
    ]
    words = subtree(parse, holder, cut)
    start, end = words.start, words.end
    if verb is not None and start <= verb < end:
        words = noun_phrase(parse, holder)
        start, end = words.start, words.end
        if start <= verb < end:
            start, end = (verb + 1, end) if holder > verb else (start, verb)
    while start < holder and ground.quote_of[start] >= 0 and ground.quote_of[holder] < 0:
        start += 1
    while end > holder + 1 and ground.quote_of[end - 1] >= 0 and ground.quote_of[holder] < 0:
        end -= 1
    return Stretch(start, end)


def _within_apposition(parse: Parse, c: int, holder: int) -> bool:
    """The comma before an apposition belongs to the name."""
    return (
        parse.tokens[c].dep == "punct"
        and any(parse.tokens[d].dep == "appos" for d in parse.children[holder])
        and c > holder
        and parse.tokens[c].text == ","
    )
