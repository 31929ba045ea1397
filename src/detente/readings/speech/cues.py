"""What reports speech and thought: the word lists, looked up by lemma, and the draft they give."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from detente.model.text import Span
from detente.model.vocabulary import Attitude
from detente.readings.nlp import Parse, Stretch, Token
from detente.readings.rules import shipped_lists, shipped_rules

# Shapes that the small model's lemmas get wrong or that it tags as nouns and adjectives.
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# What those ask for who speak without a name, by what stands beside the verb: not to be named,
# to remain anonymous.
_COVER = {
    **dict.fromkeys(("name", "identify", "quote", "cite"), "auxpass"),
    **dict.fromkeys(("remain", "stay"), "acomp"),
}


# Not frozen, as tokens are not: a page has many.
@dataclass(slots=True, unsafe_hash=True)
class Draft:
    """Something attributed, before its speaker is named.

    frame: Which frame found it, "clause", "quotation"…
    content: Code points of what is attributed.
    lead: Code points of a "that" or the like that belongs to the content's clause, or None.
    verb: Token of the cue, None for a quotation that only follows.
    cue: Tokens of the cue's words.
    holder: Head of the noun phrase that names the source, or None.
    like: Draft whose source this one shares, for quotations that follow; else None.
    relay: Head of who passes it on from the holder ("Reuters reported, citing…"), or None.
    spoken: Whether it is a statement, not only an attribution.
    named: Head of the noun that names the source, where it is not the holder ("who"), or None.
    model: Trained part that found it, "speech@1", or None if a rule did.
    likely: How likely it holds by that part, or None.
    speaker: Who speaks, where a transcript's label tells, not a noun of the sentence.
    """

    frame: str
    content: Span
    verb: int | None = None
    cue: Stretch | None = None
    holder: int | None = None
    attitude: Attitude = "assertion"
    spoken: bool = True
    lead: Span | None = None
    like: Draft | None = None
    relay: int | None = None
    named: int | None = None
    model: str | None = None
    likely: float | None = None
    speaker: str | None = None


def meet(one: Draft, other: Draft) -> bool:
    """Return whether two drafts hold words in common as what is said."""
    return one.content.start < other.content.end and other.content.start < one.content.end


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a list of speech, and those of the rules for cues that read so."""
    words = frozenset(shipped_lists("speech").get(name, ())) | _of_rules().get(name, frozenset())
    if not words:
        raise KeyError(name)
    return words


@cache
def _of_rules() -> dict[str, frozenset[str]]:
    """Lemmas of the verbs in the rules for cues, by what they read."""
    found: dict[str, set[str]] = {}
    for rule in shipped_rules():
        if rule.family == "cues":
            for pattern in rule.patterns:
                lemmas = pattern[0]["LEMMA"]
                words = [lemmas] if isinstance(lemmas, str) else lemmas["IN"]
                found.setdefault(rule.reads, set()).update(words)
    return {name: frozenset(words) for name, words in found.items()}


@cache
def prepositional() -> dict[str, frozenset[str]]:
    """Prepositions that bring what was said, by verb."""
    found: dict[str, set[str]] = {}
    for entry in shipped_lists("speech")["prepositional"]:
        verb, preposition = entry.split()
        found.setdefault(verb, set()).add(preposition)
    return {verb: frozenset(words) for verb, words in found.items()}


def lemma(token: Token) -> str:
    """The lemma in lower case."""
    return token.lemma.lower()


def is_verb(token: Token) -> bool:
    """Whether a token is a verb form."""
    return token.pos in ("VERB", "AUX") and token.tag != "MD"


def is_finite(token: Token) -> bool:
    """Whether a token is a finite verb or a modal."""
    return token.tag in _FINITE


def takes(token: Token, *names: str) -> bool:
    """Whether a verb stands in one of the lists."""
    return is_verb(token) and lemma(token) in _listed_in(names)


@cache
def _listed_in(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*map(listed, names))


def negated(parse: Parse, verb: int) -> bool:
    """Whether a verb stands under a "not"."""
    return any(
        parse.tokens[c].dep == "neg" or parse.tokens[c].lower in ("never", "n't", "not")
        for c in parse.children[verb]
    )


def quotes(token: Token) -> bool:
    """Whether a verb may bring a quotation."""
    return takes(token, "clause", "quotation") or (
        takes(token, "belief", "urging", "document") and lemma(token) not in ("see", "view")
    )


def hides_name(parse: Parse, verb: int) -> bool:
    """Whether a verb tells how its subject stays unnamed: "who asked not to be identified"."""
    if parse.tokens[verb].dep not in ("relcl", "acl", "advcl"):
        return False
    wished = [c for c in parse.children[verb] if parse.tokens[c].dep in ("xcomp", "ccomp")]
    return any(
        any(parse.tokens[d].dep == beside for d in parse.children[c])
        for c in wished
        if (beside := _COVER.get(lemma(parse.tokens[c])))
    )
