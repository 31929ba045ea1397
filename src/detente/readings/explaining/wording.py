"""Features and facts in plain words. The words are data: rules_data/en/lists/explaining.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from detente.readings.rules import shipped_lists


@dataclass(frozen=True, slots=True)
class Clue:
    """One form of feature, with its words and an example of both."""

    form: re.Pattern[str]
    says: str
    of: str
    gives: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What numbers of a referee stand for. at: Which ones. clues: Whose features stand behind."""

    at: tuple[int, ...]
    says: str
    otherwise: str | None
    clues: str | None

    def words(self, value: float, names: Mapping[str, str]) -> str:
        """What its first number says. names: Of what the words name ("actor")."""
        if self.otherwise is not None and value == 0:
            return self.otherwise
        return self.says.format(n=round(100 * value), count=round(value), **names)


def table() -> Mapping[str, Any]:
    """Return the words as they stand."""
    return shipped_lists("explaining")


@cache
def clues() -> tuple[Clue, ...]:
    """Return the forms of features, in the order in which they are tried."""
    return tuple(
        Clue(re.compile(row["form"]), row["says"], row["of"], row["gives"])
        for row in table()["clue"]
    )


@cache
def clue_words(feature: str) -> str:
    """Return a feature in words; as it stands if no form fits.

    >>> clue_words("root=sign-"), clue_words("own=False,want")
    ('the verb “sign” with a “not”', 'the speaker tells of somebody else')
    """
    for clue in clues():
        found = clue.form.fullmatch(feature)
        if found is not None:
            groups = [named(group) for group in found.groups()]
            return clue.says.format(**dict(zip("xy", groups, strict=False)))
    return feature


def named(word: str) -> str:
    """Return the name of a word of the reader, or the word.

    >>> named("rejects"), named("sign")
    ('a no', 'sign')
    """
    names: Mapping[str, str] = table()["names"]
    return names.get(word, word)


@cache
def facts(on: str, family: str) -> tuple[Fact, ...]:
    """Return what the numbers of a referee stand for.

    on: "found" or "proposed". family: That of the claim, or "conditions" for a proposed position
    with one.
    """
    return tuple(
        Fact(tuple(row["at"]), row["says"], row.get("otherwise"), row.get("clues"))
        for row in table()["fact"]
        if row["on"] == on and family in row.get("family", (family,))
    )


def typical(on: str, family: str, known: Sequence[float]) -> list[float]:
    """Return the numbers of a claim of which nothing special is known.

    known: Those of the claim: they stand where no others are kept.
    """
    kept: Sequence[float] = table()["typical"][on].get(family, ())
    return [*kept, *known[len(kept) :]]


def passed_words(name: str, **values: object) -> str:
    """Return in words why something was passed over.

    >>> passed_words("question")
    'it is asked, not said'
    """
    words: str = table()["passed"][name]
    return words.format(**values)
