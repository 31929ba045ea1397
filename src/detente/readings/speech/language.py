"""likely_translated(): whether quoted words are likely a translation, though no word says so.

It takes two signs at least: who speaks is known to speak another language at home, and the words
were said to those at home, or to a medium of another language. Where somebody comes from is never
enough: many speak English to the press of the world.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from detente.model.actors import is_unnamed
from detente.model.text import Span
from detente.readings.nlp import Stretch
from detente.readings.rules import shipped_lists
from detente.readings.speech.ground import Ground

# Occasion and medium stand within so many words of the cue, in its sentence.
_FARTHEST = 20
_NAMES = frozenset({"GPE", "LOC", "NORP", "ORG", "FAC"})


def likely_translated(ground: Ground, verb: int, speaker: str, *, content: Span) -> bool:
    """Return whether the quoted part of a content is likely a translation. verb: Its cue."""
    around = _around(ground, verb, content)
    home = _languages()["parties"].get(ground.page.cast.party(speaker))
    if _is_to_medium(ground, around, home is not None):
        return home is not None or is_unnamed(speaker) or speaker in _languages()["media"]
    return home is not None and any(
        _is_at_home(ground, i, speaker) or _is_on_platform(ground, i) for i in around
    )


def _around(ground: Ground, verb: int, content: Span) -> list[int]:
    """Return the words of the cue's sentence near it that are not what was said."""
    sentence = ground.sentence(verb)
    first, last = max(sentence.start, verb - _FARTHEST), min(sentence.end, verb + _FARTHEST)
    return [
        i
        for i in range(first, last)
        if ground.quote_of[i] < 0 and not content.start <= ground.tokens[i].start < content.end
    ]


def _is_to_medium(ground: Ground, around: Sequence[int], speaks_another: bool) -> bool:
    """Whether a medium of another language is named: "told TASS", "on Sudmarkish television".

    speaks_another: Whether who speaks is known to: then "state television" is of that language.
    """
    tokens, near = ground.tokens, set(around)
    for i in around:
        for words in _media_by_first().get(tokens[i].text, ()):
            there = range(i, i + len(words))
            if near.issuperset(there) and words == tuple(tokens[k].text for k in there):
                return True
        if tokens[i].lower in _home()["media"] and i > 0:
            before = ground.page.cast.mentioned(Stretch(max(0, i - 2), i))
            if any(name in _languages()["parties"] for name in before):
                return True
            if tokens[i - 1].lower in ("state", "run", "owned") and not before and speaks_another:
                return True
    return False


def _is_at_home(ground: Ground, i: int, speaker: str) -> bool:
    """Whether a word is an occasion at home: "told parliament", "in his nightly video address"."""
    tokens = ground.tokens
    word = tokens[i].lower
    if word in _home()["addresses"]:
        if i == 0 or tokens[i - 1].lower not in _home()["before_address"]:
            return False
    elif word not in _home()["nouns"]:
        return False
    party = ground.page.cast.party(speaker)
    first, last = max(0, i - 2), min(len(tokens), i + 4)
    strange = [k for k in range(first, last) if k != i and tokens[k].ent in _NAMES]
    names = [ground.page.cast.of_token.get(k, ()) for k in strange]
    return all(found and ground.page.cast.party(found[0]) == party for found in names)


def _is_on_platform(ground: Ground, i: int) -> bool:
    """Whether a word is a platform on which few write English: "said on Telegram"."""
    return ground.tokens[i].text in _home()["platforms"]


@cache
def _languages() -> Mapping[str, Mapping[str, str]]:
    """Languages by party and by medium."""
    lists = shipped_lists("languages")
    return {
        kind: {name: language for language, names in lists[kind].items() for name in names}
        for kind in ("parties", "media")
    }


@cache
def _media_by_first() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Words of the media's names, by the first; a hyphen is a word."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for name in _languages()["media"]:
        words = tuple(name.replace("-", " - ").split())
        for one in {words, tuple(name.split())}:
            found[one[0]] = (*found.get(one[0], ()), one)
    return found


def _home() -> Mapping[str, Any]:
    home: Mapping[str, Any] = shipped_lists("languages")["home"]
    return home
