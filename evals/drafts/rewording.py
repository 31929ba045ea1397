"""Other words for the same: synonyms, sentences turned round, the other wording of a source."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from evals.drafts.sources import SLOT, Wordings

_WITHIN = re.compile(r"^([^.]*) within (\{d [^}]*\})\.$")
# Duties in other words.
_DUTIES = ("shall", "must", "will")


@dataclass(frozen=True, slots=True)
class Manner:
    """How strongly a draft is reworded, as shares.

    synonyms: Of the words that have one. otherwise: Of the points that are said quite otherwise.
    turned: Of the sentences whose term can stand first. duties: Of the words of duty.
    """

    synonyms: float
    otherwise: float
    turned: float
    duties: float


def reworded(point: Wordings, manner: Manner, chance: Random) -> str:
    """Return the same point in other words, its slots kept."""
    text = point.wording
    if chance.random() < manner.otherwise:
        text = point.other
    elif chance.random() < manner.turned:
        text = _turned(text)
    text = SLOT.sub(
        lambda m: (
            f"{{m {chance.choice(_DUTIES)}}}"
            if m[1] == "m" and m[2] in _DUTIES and chance.random() < manner.duties
            else m[0]
        ),
        text,
    )
    return "".join(
        piece if piece.startswith("{") else _with_synonyms(piece, manner.synonyms, chance)
        for piece in _pieces(text)
    )


def _turned(text: str) -> str:
    match = _WITHIN.match(text)
    if match is None:
        return text
    first = match[1] if match[1].startswith("{p") else match[1][0].lower() + match[1][1:]
    if first.startswith("{p The "):
        first = first.replace("{p The ", "{p the ", 1)
    return f"Within {match[2]}, {first}."


def _pieces(text: str) -> Iterator[str]:
    at = 0
    for slot in SLOT.finditer(text):
        yield text[at : slot.start()]
        yield slot[0]
        at = slot.end()
    yield text[at:]


def _with_synonyms(text: str, share: float, chance: Random) -> str:
    return _pattern().sub(
        lambda m: _cased(_others()[m[0].lower()], m[0]) if chance.random() < share else m[0], text
    )


def _cased(word: str, like: str) -> str:
    return word[0].upper() + word[1:] if like[0].isupper() else word


@cache
def _others() -> dict[str, str]:
    path = Path(__file__).with_name("synonyms.toml")
    pairs = tomllib.loads(path.read_text("utf-8"))["pairs"]
    return dict(pairs)


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_others(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
