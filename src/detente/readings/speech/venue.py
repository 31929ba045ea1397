"""Where and to whom something was said: venue, addressee, and whether it was translated."""

from __future__ import annotations

from functools import cache
from typing import Literal

from detente.model.vocabulary import Venue
from detente.readings.nlp import Stretch
from detente.readings.rules import shipped_lists
from detente.readings.speech.cues import listed
from detente.readings.speech.ground import Ground
from detente.readings.tree import NOUNS, below, child, subtree

_PREPOSITIONS = frozenset({"in", "at", "on", "during", "by", "through", "via", "from", "after"})
_TELLING = frozenset(
    {"tell", "inform", "assure", "remind", "brief", "warn", "reassure", "promise", "notify"}
)
_SPEAKING = frozenset({"say", "speak", "add", "complain", "write", "explain", "confirm", "signal"})
# A venue stands within this many words of its cue.
FARTHEST = 14


def venue_of(ground: Ground, verb: int, source: Stretch | None) -> Venue | None:
    """Return the kind of occasion that the words near a cue name, or None.

    "said in a statement", "told a briefing", "wrote on X", "the readout said".
    """
    sentence = ground.sentence(verb)
    tokens = ground.tokens
    for i in _near(ground, verb, sentence):
        kind = _venues().get(tokens[i].lemma.lower()) or _venues().get(tokens[i].lower)
        if kind is not None and _is_occasion(ground, i, verb, source):
            return kind
    if tokens[verb].lemma == "tweet" or _on_platform(ground, verb, sentence):
        return "post"
    return None


@cache
def _venues() -> dict[str, Venue]:
    """Kind of occasion by noun."""
    return {
        word: kind for kind, words in shipped_lists("speech")["venues"].items() for word in words
    }


def _near(ground: Ground, verb: int, sentence: Stretch) -> list[int]:
    """Tokens about a cue outside quotations, nearest first."""
    first, last = max(sentence.start, verb - FARTHEST), min(sentence.end, verb + FARTHEST)
    near = [i for i in range(first, last) if ground.quote_of[i] < 0]
    return sorted(near, key=lambda i: abs(i - verb))


def _is_occasion(ground: Ground, i: int, verb: int, source: Stretch | None) -> bool:
    """Whether a noun is the occasion: behind a preposition of the cue, its source or addressee."""
    token = ground.tokens[i]
    if source is not None and source.start <= i < source.end and token.dep != "pobj":
        return token.head == verb
    if token.head == verb:
        return token.dep in ("dobj", "dative")
    if token.dep != "pobj":
        return False
    preposition = ground.tokens[token.head]
    if preposition.lower not in _PREPOSITIONS:
        return False
    above = ground.tokens[preposition.head]
    if verb in (preposition.head, above.head):
        return True
    return source is not None and source.start <= preposition.i < source.end


def _on_platform(ground: Ground, verb: int, sentence: Stretch) -> bool:
    """As in "wrote on X", "said on Telegram"."""
    tokens = ground.tokens
    platforms = shipped_lists("outlets").get("platforms", ())
    names = {name.split()[0] for name in platforms if name not in ("Zoom", "Skype", "Signal")}
    first = max(sentence.start, verb - FARTHEST)
    return any(
        tokens[i].lower in ("on", "to", "via")
        and ground.quote_of[i] < 0
        and tokens[i + 1].text.rstrip(".") in names
        for i in range(first, min(sentence.end - 1, verb + FARTHEST))
    )


def addressee_of(ground: Ground, verb: int) -> str | None:
    """Return to whom something was said, in the text's words ("reporters"), or None."""
    parse, tokens = ground.parse, ground.tokens
    lemma = tokens[verb].lemma.lower()
    to: int | None = None
    if lemma in _TELLING or lemma in listed("urging"):
        to = child(parse, verb, "dobj", "dative")
        if to is not None and tokens[to].dep == "dative" and tokens[to].lower == "to":
            to = child(parse, to, "pobj")
    elif lemma in _SPEAKING:
        mark = next(
            (
                c
                for c in parse.children[verb]
                if tokens[c].lower == "to" and tokens[c].dep in ("prep", "dative")
            ),
            None,
        )
        to = child(parse, mark, "pobj") if mark is not None else None
    if to is None or to < verb or ground.quote_of[to] >= 0 or tokens[to].pos == "PRON":
        return None
    cut = [
        c
        for c in parse.children[to]
        if tokens[c].dep in ("relcl", "acl", "appos", "prep", "punct")
    ]
    return ground.page.text(subtree(parse, to, cut))


def translated_of(ground: Ground, verb: int) -> Literal["stated"] | None:
    """Return "stated" if the words near a cue say that the speech is translated, else None."""
    sentence = ground.sentence(verb)
    telling = _telling_of_translation()
    if not any(t.lower in telling for t in ground.tokens[sentence.start : sentence.end]):
        return None
    said = {
        i
        for c in ground.parse.children[verb]
        if ground.tokens[c].dep == "ccomp"
        for i in below(ground.parse, c)
    }
    near = [
        i for i in range(sentence.start, sentence.end) if ground.quote_of[i] < 0 and i not in said
    ]
    if any(ground.tokens[i].lower in listed("translation") for i in near):
        return "stated"
    return "stated" if any(_names_language(ground, i) for i in near) else None


@cache
def _telling_of_translation() -> frozenset[str]:
    """Words of which one stands in every sentence that tells of a translation."""
    return listed("translation") | listed("languages")


def _names_language(ground: Ground, i: int) -> bool:
    """Whether a word is the language spoken: "in Persian", "in a Persian-language interview".

    "In Persian waters", "in Persian-held towns" it says where something is.
    """
    tokens = ground.tokens
    if tokens[i].lower not in listed("languages") or i == 0:
        return False
    after = [t.lower for t in tokens[i + 1 : i + 3]]
    if "language" in after[:1] or after == ["-", "language"]:
        return True
    noun = i + 1 < len(tokens) and tokens[i + 1].pos in NOUNS and tokens[i + 1].ent != "DATE"
    return tokens[i - 1].lower == "in" and not noun and after[:1] not in (["-"], ["–"])
