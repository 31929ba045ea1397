"""Statements about options, "A and not (B or C)", as tests of states.

    statement  = either ["if" either | "iff" either]
    either     = both {"or" both}
    both       = single {"and" single}
    single     = "not" single | "(" statement ")" | name of an option

"A if B" holds where B does not, or A does; "A iff B" where both do or neither. Names that hold
blanks or one of these words stand in double quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import combinations

import numpy as np

from detente.analysis.stability.graph import Flags
from detente.model.errors import InputError

# Options that statements may name for all their combinations to be tried: 65,536 of them.
MOST_CHECKED = 16
_TOKEN = re.compile(r'\s*(?:"([^"]*)"|([()])|([^\s()"]+))')
_WORDS = frozenset({"and", "or", "not", "if", "iff", "(", ")"})


def truth(statement: str, options: Mapping[str, Flags]) -> Flags:
    """Return where a statement holds. options: By name, in which states each is taken.

    A name alone, or "not" and a name, needs no quotation marks, whatever it holds.
    Errors: InputError for what is no statement, or names no option.

    >>> a, b = np.array([0, 0, 1, 1], bool), np.array([0, 1, 0, 1], bool)
    >>> truth("a if b", {"a": a, "b": b}).astype(int).tolist()
    [1, 0, 1, 1]
    >>> truth("not leave the strip", {"leave the strip": a}).astype(int).tolist()
    [1, 1, 0, 0]
    """
    words = statement.strip()
    if words in options:
        return options[words]
    if words.removeprefix("not ") in options:
        return ~options[words.removeprefix("not ")]
    return _Reader(statement, options).read()


def check_statements(statements: Sequence[str], options: Sequence[str], whose: str = "") -> None:
    """Make sure that statements are some, about these options, and do not contradict each other.

    whose: Whose wants they are, to say so. Errors: InputError.

    >>> check_statements(["a and not a"], ["a"], "Norland")
    Traceback (most recent call last):
    detente.model.errors.InputError: Norland wants 'a and not a', which nothing can meet; ...
    """
    nowhere = np.zeros(1, dtype=np.bool_)
    named = [frozenset(n for n in options if n in statement) for statement in statements]
    for statement in statements:
        truth(statement, dict.fromkeys(options, nowhere))
    every = frozenset().union(*named)
    if len(every) > MOST_CHECKED:
        return
    held = [truth(statement, _combined(every, options)) for statement in statements]
    who = f"{whose} wants" if whose else "somebody wants"
    for statement, where in zip(statements, held, strict=True):
        if not where.any():
            raise InputError(
                f"{who} {statement!r}, which nothing can meet; leave it out, or say what is meant"
            )
        if where.all():
            raise InputError(
                f"{who} {statement!r}, which holds whatever is done; leave it out, or say what is "
                "meant"
            )
    for (one, mine), (other, theirs) in combinations(zip(statements, held, strict=True), 2):
        if (mine != theirs).all():
            raise InputError(f"{who} {one!r} and its opposite, {other!r}; leave one out")


def _combined(names: Collection[str], options: Sequence[str]) -> dict[str, Flags]:
    """Return all combinations of some options, by option; none of the others is taken."""
    number = np.arange(2 ** len(names), dtype=np.int64)
    order = {name: place for place, name in enumerate(sorted(names))}
    nowhere = np.zeros(number.size, dtype=np.bool_)
    return {
        name: (number >> order[name] & 1).astype(np.bool_) if name in order else nowhere
        for name in options
    }


class _Reader:
    def __init__(self, statement: str, options: Mapping[str, Flags]) -> None:
        self._statement = statement
        self._options = options
        self._tokens = _tokens(statement)
        self._at = 0

    def read(self) -> Flags:
        found = self._conditional()
        if self._at < len(self._tokens):
            raise self._wrong(f"{self._word()!r} is one word too many")
        return found

    def _conditional(self) -> Flags:
        found = self._chain(
            "or", lambda: self._chain("and", self._single, np.logical_and), np.logical_or
        )
        if self._word() in ("if", "iff"):
            word = self._take()
            other = self._chain(
                "or", lambda: self._chain("and", self._single, np.logical_and), np.logical_or
            )
            return found | ~other if word == "if" else found == other
        return found

    def _chain(
        self, word: str, part: Callable[[], Flags], join: Callable[[Flags, Flags], Flags]
    ) -> Flags:
        found = part()
        while self._word() == word:
            self._take()
            found = join(found, part())
        return found

    def _single(self) -> Flags:
        word = self._word()
        if word == "not":
            self._take()
            return ~self._single()
        if word == "(":
            self._take()
            found = self._conditional()
            if self._word() != ")":
                raise self._wrong("a bracket is not closed")
            self._take()
            return found
        if word is None or word in _WORDS:
            raise self._wrong(f"an option is missing before {word!r}" if word else "it ends early")
        return self._option()

    def _option(self) -> Flags:
        name = self._take().removeprefix('"')
        if name not in self._options:
            known = ", ".join(sorted(self._options))
            raise self._wrong(f"{name!r} is no option; the options are {known}")
        return self._options[name]

    def _word(self) -> str | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def _wrong(self, what: str) -> InputError:
        return InputError(f"statement {self._statement!r}: {what}")


def _tokens(statement: str) -> Sequence[str]:
    """Return words and brackets; a name in quotation marks begins with one, so it is no word."""
    found, at = [], 0
    rest = statement.rstrip()
    while at < len(rest):
        match = _TOKEN.match(rest, at)
        if match is None:
            raise InputError(f"statement {statement!r}: a quotation mark is not closed")
        quoted, bracket, word = match.groups()
        found.append(f'"{quoted}' if quoted is not None else bracket or word)
        at = match.end()
    return found
