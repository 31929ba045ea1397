"""precedents(): provisions of other texts that are comparable to a point, the most alike first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp

import numpy as np
import numpy.typing as npt

from detente.drafts.covering import Points
from detente.drafts.likeness import look
from detente.drafts.mechanisms import mechanisms
from detente.drafts.vectors import Embed, Matrix
from detente.drafts.weighing import MEANING, WORDS, log_odds
from detente.drafts.wording import words_of
from detente.model.drafts import Draft, Part
from detente.model.snapshot import Issue
from detente.model.text import Span

_WORD = re.compile(r"[^\W\d_]+")
# Provisions that are shown for a point.
MOST = 5
# Likeness of place that speaks neither for a pair nor against it: in other texts it says nothing.
_ANYWHERE = 0.5
# Log-odds that a shared mechanism or issue adds, and those under which a provision is not
# comparable: with a mechanism in common, with an issue alone, with neither. Set by eye on the
# demo's drafts beside two invented accords: with a mechanism in common a provision may be in quite
# other words, without one it must be nearly the same point.
_MECHANISM, _ISSUE = 1.5, 1.0
_COMPARABLE, _ON_ISSUE, _ALONE = -3.0, -1.0, 0.0
_SAME, _NEARLY = 9.0, 8.0  # the very words, and the most of any others
# Provisions whose mechanisms are kept: those of a large folder, which is asked about again.
_KEPT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A provision of a text of the library.

    draft: Which text. part: Its point. likeness: 0 to 1, chance that it would be the same point in
    a draft. mechanisms, issues: Those that it has in common with what was asked, by name.
    common: Its telling words, in its order, that what was asked has too, in whatever form.
    """

    draft: Draft
    part: int
    likeness: float
    mechanisms: tuple[str, ...]
    issues: tuple[str, ...]
    common: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A point for which precedents were looked for, with its mechanisms and issues by name."""

    part: int
    mechanisms: tuple[str, ...]
    issues: tuple[str, ...]
    provisions: tuple[Provision, ...]


def precedents(
    asked: Draft,
    library: Sequence[Draft],
    issues: Iterable[Issue] = (),
    *,
    embed: Embed | None = None,
    most: int = MOST,
) -> tuple[Asked, ...]:
    """Return for each point the comparable provisions of a library, the most alike first.

    issues: Of the register, to tell which provisions are on the same. embed: What knows the
    meaning of sentences; None for words alone. most: How many for each point.
    """
    known = tuple(issues)
    places = [
        _Place(draft, part, _of_library(draft.parts[part].body), on)
        for draft in library
        for part, on in _issues_of(draft, known).items()
    ]
    own = _issues_of(asked, known)
    odds = _odds(asked, _one(places), embed) if places and own else np.empty((len(own), 0))
    rows = []
    for row, (part, on) in enumerate(own.items()):
        means = mechanisms(asked.parts[part].body)
        words = words_of(asked.parts[part].body)
        alike = _comparable(places, odds[row], means=means, issues=on)
        provisions = [_with_words(one, words) for one in alike[: most if embed else None]]
        if embed is None:  # by words alone, what shares none and nothing else is not comparable
            provisions = [p for p in provisions if p.common or p.mechanisms or p.issues][:most]
        rows.append(
            Asked(
                part=part,
                mechanisms=tuple(sorted(means)),
                issues=tuple(sorted(on)),
                provisions=tuple(provisions),
            )
        )
    return tuple(rows)


@lru_cache(maxsize=_KEPT)
def _of_library(body: str) -> frozenset[str]:
    """Mechanisms of a provision of the library; words of a record's draft are kept nowhere."""
    return mechanisms(body)


@dataclass(frozen=True, slots=True)
class _Place:
    """A provision of the library with its mechanisms and issues."""

    draft: Draft
    part: int
    means: frozenset[str]
    issues: frozenset[str]


def _comparable(
    places: Sequence[_Place],
    odds: npt.NDArray[np.float64],
    *,
    means: frozenset[str],
    issues: frozenset[str],
) -> list[Provision]:
    """Return the provisions that are comparable to a point, the most alike first."""
    found: list[tuple[float, Provision]] = []
    for place, plain in zip(places, map(float, odds), strict=True):
        by, on = means & place.means, issues & place.issues
        total = plain + _MECHANISM * bool(by) + _ISSUE * bool(on)
        least = _COMPARABLE if by else _ON_ISSUE if on else _ALONE
        if total < least:
            continue
        one = Provision(
            draft=place.draft,
            part=place.part,
            likeness=1 / (1 + exp(-plain)),
            mechanisms=tuple(sorted(by)),
            issues=tuple(sorted(on)),
            common=(),
        )
        found.append((total, one))
    return [one for _, one in sorted(found, key=lambda item: -item[0])]


def _with_words(one: Provision, words: frozenset[str]) -> Provision:
    """Return a provision with the telling words, in its own forms, that what was asked has too."""
    own = dict.fromkeys(_WORD.findall(one.draft.parts[one.part].body.casefold()))
    return replace(one, common=tuple(word for word in own if not words.isdisjoint(words_of(word))))


def _issues_of(draft: Draft, issues: Sequence[Issue]) -> dict[int, frozenset[str]]:
    """Return the points of a draft, each with the names of the issues that it is on."""
    points = Points(draft)
    on: dict[int, set[str]] = {part: set() for part in draft.points}
    for issue in issues:
        for part in points.on(issue):
            on[part].add(issue.name)
    return {part: frozenset(names) for part, names in on.items()}


def _odds(asked: Draft, other: Draft, embed: Embed | None) -> Matrix:
    """Return the log-odds that points are one wherever they stand, rows of what was asked."""
    # each with each: a provision of the very words must not hide those that are worded otherwise
    every = {(row, -1) for row in range(len(asked.points))}
    seen = look(asked, other, embed, asked=every)
    weights = (WORDS if embed is None else MEANING).first
    odds: Matrix = np.full(seen.shape, -_SAME)
    if len(seen.rows) and len(seen.columns):
        anywhere = log_odds(seen.alone, weights) + weights["place"] * _ANYWHERE
        odds[np.ix_(seen.rows, seen.columns)] = np.minimum(anywhere, _NEARLY)
    columns: dict[str, list[int]] = {}
    for column, text in enumerate(_texts(other)):
        columns.setdefault(text, []).append(column)
    for row, text in enumerate(_texts(asked)):
        odds[row, columns.get(text, [])] = _SAME
    return odds


def _texts(draft: Draft) -> Iterator[str]:
    return (" ".join(draft.parts[n].body.casefold().split()) for n in draft.points)


def _one(places: Sequence[_Place]) -> Draft:
    """Return points of several drafts as one, so that all are measured alike."""
    bodies = [place.draft.parts[place.part].body for place in places]
    parts, start = [], 0
    for body in bodies:
        span = Span(start, start + len(body))
        end = span.end + 1  # of the line
        parts.append(
            Part(kind="point", start=start, end=end, path=("•",), spans=(span,), body=body)
        )
        start = end
    return Draft(name="library", text="".join(f"{body}\n" for body in bodies), parts=tuple(parts))
