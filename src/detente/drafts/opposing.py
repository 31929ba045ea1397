"""is_against(): whether words turn a point round, as far as denials and opposites tell."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from detente.drafts.terms import find
from detente.drafts.wording import words_of
from detente.model.bags import stem
from detente.model.errors import RuleError

_KEYS = {"one", "other", "says", "never"}
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?<=[.;:])\s+")
# What stands after these is another matter: what the threat or the offer hangs on.
_HANGS_ON = re.compile(
    r"\b(?:unless|until|if|provided|as long as|once|or else|otherwise)\b", re.IGNORECASE
)
# Forms of one word begin alike and are hardly longer: "suspend", "suspension".
_ALIKE, _LONGER = 5, 4
_DOUBLED = 3


@dataclass(frozen=True, slots=True)
class Opposites:
    """Words that undo each other, as roots. says, never: Pairs of sentences that prove it."""

    one: frozenset[str]
    other: frozenset[str]
    says: tuple[str, str]
    never: tuple[str, str]


def is_against(words: str, point: str) -> bool:
    """Return whether words turn round what a point says, by a denial or by an opposite.

    A double turn is none. Of a point the sentence counts that shares most words.

    >>> is_against("Norland will close the strait", "Ships pass the strait freely.")
    True
    >>> is_against("Norland will not close the strait", "Ships pass the strait freely.")
    False
    """
    said = _HANGS_ON.split(words, maxsplit=1)[0] or words
    own = words_of(said)
    sentence = max(_SENTENCE.split(point), key=lambda one: len(words_of(one) & own))
    turns = sum(_is_turned(row, said, sentence) for row in opposites())
    denied = len(find("negation", said)) + len(find("negation", sentence))
    return (min(turns, 1) + denied) % 2 == 1


def is_turned(one: str, other: str) -> bool:
    """Return whether two sentences hold opposites, denials aside.

    >>> is_turned("The guards stay in the town.", "The guards leave the town.")
    True
    """
    return any(_is_turned(row, one, other) for row in opposites())


def is_doubtful(words: str, point: str) -> bool:
    """Return whether words hold an opposite of what a point says, and no denial that undoes it.

    For sentences in which a stance is told: their denials may be those of the stance itself.
    """
    said = _HANGS_ON.split(words, maxsplit=1)[0] or words
    turned = any(_is_turned(row, said, point) for row in opposites())
    return turned and not find("negation", said)


@cache
def opposites() -> tuple[Opposites, ...]:
    """Return the rows of opposites.toml, checked. Errors: RuleError."""
    rows = tomllib.loads((files("detente.drafts") / "opposites.toml").read_text("utf-8"))["row"]
    return tuple(_row(number, row) for number, row in enumerate(rows, 1))


def _row(number: int, row: dict[str, Any]) -> Opposites:
    wrong = _KEYS ^ row.keys()
    if wrong or any(len(row[name]) != 2 for name in ("says", "never")):
        raise RuleError(
            f"row {number} of opposites.toml: missing, unknown or not two: "
            f"{', '.join(sorted(wrong)) or 'says, never'}"
        )
    one, other = (frozenset(map(_root, row[name])) for name in ("one", "other"))
    return Opposites(one, other, tuple(row["says"]), tuple(row["never"]))


def _is_turned(row: Opposites, said: str, sentence: str) -> bool:
    """Whether each has words of one side of a row, and these are not the same side."""
    here, there = _side(row, said), _side(row, sentence)
    return here * there < 0


def _side(row: Opposites, text: str) -> int:
    """Return 1 for the one side of a row, -1 for the other, 0 where neither or both speak."""
    roots = {_root(match[0]) for match in _WORD.finditer(text.casefold())}
    return int(_any(roots, row.one)) - int(_any(roots, row.other))


def _any(roots: set[str], words: frozenset[str]) -> bool:
    return bool(roots & words) or any(
        one.startswith(word) and len(one) <= len(word) + _LONGER
        for word in words
        if len(word) >= _ALIKE
        for one in roots
    )


def _root(word: str) -> str:
    """Return what is common to the forms of a word: "ban" of "banned", "clos" of "close"."""
    root = stem(word).rstrip("e") or word
    is_doubled = len(root) > _DOUBLED and root[-1] == root[-2] and root[-1] not in "aeiouls"
    return root[:-1] if is_doubled else root
