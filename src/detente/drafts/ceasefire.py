"""ceasefire_terms(): which terms of a ceasefire a draft sets in which point: scope, duration."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from detente.drafts.covering import is_changed
from detente.drafts.threads import Stage
from detente.model.drafts import Draft
from detente.model.errors import RuleError
from detente.model.snapshot import Issue
from detente.model.versions import Covered, TermPoints

# In the order in which agreements have them, and data sets of ceasefires ask for them.
TERMS = ("scope", "geography", "separation", "monitoring", "duration", "exceptions")
# What takes up the ceasefire of the points before: "It applies to …", "These terms are valid …".
_TAKEN_UP = re.compile(r"(?:it|this|these terms)\b", re.IGNORECASE)
_KEYS = {"name", "pattern", "says", "never"}
_MORE = {"about", "beside", "unless"}


@dataclass(frozen=True, slots=True)
class TermRule:
    """How a term is known. says, never: Sentences that it must find, and must not.

    about: Whether the point must be about the ceasefire. beside: A term that the same point must
    set, or None. unless: Words that turn the point to something else, or None.
    """

    name: str
    pattern: re.Pattern[str]
    says: tuple[str, ...]
    never: tuple[str, ...]
    about: bool
    beside: str | None
    unless: re.Pattern[str] | None


def ceasefire_terms(draft: Draft) -> tuple[TermPoints, ...]:
    """Return each term of a ceasefire with the points that set it; none if it speaks of none.

    A term that no point sets has no points: that it is missing is what a reader looks for.
    """
    if not any(_named().search(draft.parts[n].body) for n in draft.points):
        return ()
    found: dict[str, list[int]] = {name: [] for name in TERMS}
    for part in draft.points:
        for name in terms_of(draft.parts[part].body, above=_above(draft, part)):
            found[name].append(part)
    return tuple(TermPoints(term=name, parts=tuple(parts)) for name, parts in found.items())


def terms_of(text: str, above: str = "") -> frozenset[str]:
    """Return the terms of a ceasefire that a point sets. above: Words that it lies under.

    >>> sorted(terms_of("The truce applies along the whole border and lasts for a month."))
    ['duration', 'geography']
    """
    about = bool(_named().search(text) or _named().search(above) or _TAKEN_UP.match(text))
    found: set[str] = set()
    for rule in term_rules():  # a term beside which another stands comes before it
        if rule.about and not about:
            continue
        if rule.beside is not None and rule.beside not in found:
            continue
        if rule.pattern.search(text) and not (rule.unless and rule.unless.search(text)):
            found.add(rule.name)
    return frozenset(found)


def covered_terms(stages: Sequence[Stage]) -> tuple[tuple[Issue, ...], tuple[Covered, ...]]:
    """Return the terms as issues are covered: a row each, a cell for each version.

    Nothing if no version speaks of a ceasefire.
    """
    known: dict[str, _Parts] = {}  # a version stands in its own stage, and before the next
    found = [_parts(stage.draft, known) for stage in stages]
    if not any(found):
        return (), ()
    rows = tuple(Issue(id=f"ceasefire-{name}", name=f"Ceasefire: {name}") for name in TERMS)
    earlier = [_parts(s.comparison.alignment.a, known) if s.comparison else {} for s in stages]
    asked = list(zip(stages, earlier, found, strict=True))
    cells = (
        _covered(stage, row.id, before.get(name, ()), on=now.get(name, ()))
        for name, row in zip(TERMS, rows, strict=True)
        for stage, before, now in asked
    )
    return rows, tuple(cells)


def _covered(stage: Stage, row: str, before: tuple[int, ...], *, on: tuple[int, ...]) -> Covered:
    changed = is_changed(stage, before, on)
    return Covered(issue=row, version=stage.version.id, parts=on, changed=changed)


@cache
def term_rules() -> tuple[TermRule, ...]:
    """Return the rules, checked. Errors: RuleError."""
    return tuple(_rules(_data()["term"]))


@cache
def _named() -> re.Pattern[str]:
    """The names of a ceasefire: a point that holds one is about it."""
    return _compiled("|".join(_data()["names"]))


def _data() -> dict[str, Any]:
    return tomllib.loads((files("detente.drafts") / "ceasefire.toml").read_text("utf-8"))


# The points that set each term, by its name.
_Parts = dict[str, tuple[int, ...]]


def _parts(draft: Draft, known: dict[str, _Parts]) -> _Parts:
    """Return the points that set each term; nothing if the draft speaks of no ceasefire.

    known: Of drafts by id, looked at before.
    """
    if draft.id not in known:
        known[draft.id] = {one.term: one.parts for one in ceasefire_terms(draft)}
    return known[draft.id]


def _above(draft: Draft, part: int) -> str:
    """The words of the points and headings that a point lies in."""
    words, parent = [], draft.parts[part].parent
    while parent is not None:
        words.append(draft.parts[parent].body)
        parent = draft.parts[parent].parent
    return " ".join(words)


def _rules(rows: list[dict[str, object]]) -> Iterator[TermRule]:
    for number, row in enumerate(rows, 1):
        if wrong := _wrong(row):
            raise RuleError(
                f"term {number} ({row.get('name')}) of ceasefire.toml: missing or unknown: "
                f"{', '.join(wrong)}"
            )
        unless = row.get("unless")
        yield TermRule(
            name=str(row["name"]),
            pattern=_compiled(str(row["pattern"])),
            says=tuple(row["says"]),  # type: ignore[arg-type]
            never=tuple(row["never"]),  # type: ignore[arg-type]
            about=row.get("about") == "ceasefire",
            beside=str(row["beside"]) if "beside" in row else None,
            unless=_compiled(str(unless)) if unless else None,
        )


def _wrong(row: dict[str, object]) -> list[str]:
    """The keys of a rule that are missing, unknown, empty or no term, in order."""
    keys = (_KEYS - row.keys()) | (row.keys() - _KEYS - _MORE)
    empty = {key for key in ("says", "never") if not row.get(key)}
    return sorted(keys | empty | ({"name"} if row.get("name") not in TERMS else set()))


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
