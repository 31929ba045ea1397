"""What a stance is on, in the text's words, and the proposition that can be looked up."""

from __future__ import annotations

from detente.model.claims import Position
from detente.model.vocabulary import Stance
from detente.readings.nlp import Stretch, Token
from detente.readings.page import Page
from detente.readings.positions.placed import Trigger
from detente.readings.positions.targets import is_only_saying
from detente.readings.rules import shipped_lists
from detente.readings.tree import noun_phrase

# Words of an issue beyond this are a sentence, not an issue.
LONGEST_ISSUE = 240
# Which number of noun these stand for.
_NUMBER = {"it": "NN", "them": "NNS"}
_OBJECTS = frozenset({"attr", "dobj", "pobj"})
# These point to what somebody asks for.
_ASKED = frozenset({"call", "condition", "demand", "request", "term"})
# Doing these to a deal or a war adds nothing to agree on.
_MAKING = frozenset({"do", "end", "get", "have", "make", "negotiate", "reach", "resolve", "see"})


def issue_of(
    page: Page, trigger: Trigger, target: Stretch, *, before: list[Position]
) -> tuple[str | None, str | None]:
    """Return the issue's words and the proposition; both None if the words point to nothing."""
    words = shipped_lists("positions")
    text = _bare(page.text(target))
    tokens = page.parse.tokens[target.start : target.end]
    nouns = [t for t in tokens if t.pos in ("NOUN", "PROPN", "VERB", "NUM")]
    pointing = all(_is_pointing(t) for t in tokens)
    taken = tokens[0].lemma in words["taking"] and all(map(_is_pointing, tokens[1:]))
    if taken and len(tokens) > 1:  # "will not accept it"
        return _meant(page, trigger, target, before=before) or (text, None)
    if pointing and any(t.lower in words["indefinite"] for t in tokens):
        return None, None  # "needs something", "wants nothing of it"
    if is_only_saying(page, target):
        return None, None  # "the fee must, she said, be shared": the parser lost what is asked
    vague = len(nouns) == 1 and nouns[0].lemma in words["anaphors"]
    if pointing or (vague and tokens[0].pos in ("DET", "PRON", "NOUN")):
        meant = _meant(page, trigger, target, before=before)
        return meant or ((None, None) if pointing else (text, None))
    if len(text) > LONGEST_ISSUE or not any(c.isalnum() for c in text):
        return None, None  # "agreed [on] two steps" may leave a bracket
    # "pay them" names nothing that can be looked up
    named = any(t.pos in ("NOUN", "PROPN", "NUM") for t in tokens)
    # "one of six months": of what is told elsewhere
    bare = tokens[0].lower == "one" and tokens[0].dep in _OBJECTS
    general = tokens[0].lower in words["unspecific"] or bare or not named
    return text, None if general else text


def _is_pointing(token: Token) -> bool:
    pronouns = shipped_lists("positions")["pronouns"]
    return token.lower in pronouns or token.pos in ("DET", "PUNCT")


def _meant(
    page: Page, trigger: Trigger, target: Stretch, *, before: list[Position]
) -> tuple[str, str | None] | None:
    """The issue and proposition that "it" means: of a position before it, or a text named."""
    tokens = page.parse.tokens[target.start : target.end]
    nouns = {t.lemma for t in tokens if t.pos == "NOUN"}
    earlier = _antecedent(page, trigger, [p for p in before if _may_be(p, nouns)])
    if earlier is not None:
        return earlier.issue, earlier.proposition
    words = next((_text_before(page, t.i) for t in tokens if t.lower in _NUMBER), None)
    return None if words is None else (words, words)


def _may_be(position: Position, nouns: set[str]) -> bool:
    """Whether a noun may point to a position: "that demand" means no refusal."""
    return position.stance == "demands" or not nouns & _ASKED


def _text_before(page: Page, i: int) -> str | None:
    """The one plan or offer ahead of "it" or "them", in this sentence or the last; or None."""
    parse, word = page.parse, page.parse.tokens[i].lower
    lists = shipped_lists("proposals")["classes"]
    nouns = {noun for kind in lists.values() for noun in kind}
    number = parse.tokens[i].sentence
    start = parse.sentences[max(0, number - 1)].start
    found = [
        t
        for t in parse.tokens[start:i]
        if t.lemma in nouns
        and t.tag == _NUMBER[word]
        and t.dep != "compound"
        and not any(parse.tokens[c].lower == "no" for c in parse.children[t.i])  # there is none
    ]
    if len(found) != 1 or found[0].paragraph != parse.tokens[i].paragraph:
        return None
    return _bare(page.text(noun_phrase(parse, found[0].i)))


def _antecedent(page: Page, trigger: Trigger, before: list[Position]) -> Position | None:
    """The position just before, in this sentence or the last, that "it" or "the demand" means."""
    here = page.parse.tokens[trigger.head].start
    sentence = page.parse.tokens[trigger.head].sentence
    first = page.parse.sentences[max(0, sentence - 1)].start
    since = page.parse.tokens[first].start
    for position in reversed(before):
        if since <= position.main.start < here and position.proposition:
            return position
    return None


def _bare(text: str) -> str:
    """An issue's words without the joints at its ends, or a quotation mark with no pair."""
    for joint in ("that ", "to ", "for ", "on "):
        if text.lower().startswith(joint):
            text = text[len(joint) :]
            break
    for opening, closing in (("“", "”"), ('"', '"'), ("‘", "’")):
        if text.count(opening) + text.count(closing) == 1 + (opening == closing):
            text = text.strip(opening + closing + ".,; ")
    text = text.strip(" .,;!")
    return text.removesuffix(" and").removesuffix(" or")


def _is_place(page: Page, target: Stretch) -> bool:
    """Whether somebody wants a place as such: "We want Reef Island.", with nothing behind it."""
    tokens = page.parse.tokens
    ends = target.end == len(tokens) or tokens[target.end].pos == "PUNCT"
    return ends and all(t.ent in ("FAC", "GPE", "LOC") for t in tokens[target.start : target.end])


def is_bare_wish(page: Page, stance: Stance, target: Stretch, *, issue: str) -> bool:
    """Say whether a wish is too bare for a position ("wants peace"), or is for a person."""
    bare = shipped_lists("positions")["bare_wishes"]
    tokens = page.parse.tokens[target.start : target.end]
    named = [t for t in tokens if t.pos in ("NOUN", "PROPN", "PRON", "NUM")]
    actions = [t for t in tokens if t.pos == "VERB" and t.lemma not in _MAKING]
    if stance in ("demands", "offers", "reserves") and not actions:
        common = [t for t in named if t.pos != "PROPN"]
        if all(t.lemma in bare for t in common):
            return bool(common) or not _is_place(page, target)
    return bool(named) and not actions and all(t.ent == "PERSON" for t in named)
