"""ceasefire_terms(): which terms of a ceasefire a draft sets in which point: scope, duration."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detente.drafts.covering import is_changed
from detente.drafts.threads import Stage
from detente.model.drafts import Draft
from detente.model.errors import RuleError
from detente.model.snapshot import Issue
from detente.model.versions import Covered, TermPoints

# In the order in which agreements have them, and data sets of ceasefires ask for them.
TERMS = ("scope", "geography", "separation", "monitoring", "duration", "exceptions")
# Names of a ceasefire: a point that holds one is about it, and a draft without one has none.
_CEASEFIRE = re.compile(
    r"\b(?:cease-?fire|cessation of (?:all )?hostilities|hostilities|truce|armistice|"
    r"(?:humanitarian|military) pause|the (?:pause|halt)|firing (?:stops|ceases)|"
    r"(?:halt|cease|stop)s? (?:all )?(?:military|offensive|hostile) (?:action|acts|operations)|"
    r"(?:refrain|abstain)s? from (?:all )?(?:military|offensive|hostile))\b",
    re.IGNORECASE,
)
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
    if not any(_CEASEFIRE.search(draft.parts[n].body) for n in draft.points):
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
    about = bool(_CEASEFIRE.search(text) or _CEASEFIRE.search(above) or _TAKEN_UP.match(text))
    found: set[str] = set()
    for rule in term_rules():  # a term beside which another stands comes before it
        if rule.about and not about:
            continue
        if rule.beside is not None and rule.beside not in found:
            continue
        if rule.unless is not None and rule.unless.search(text):
            continue
        if rule.pattern.search(text):
            found.add(rule.name)
    return frozenset(found)


def covered_terms(stages: Sequence[Stage]) -> tuple[tuple[Issue, ...], tuple[Covered, ...]]:
    """Return the terms as issues are covered: a row each, a cell for each version.

    Nothing if no version speaks of a ceasefire.
    """
    found = [{one.term: one.parts for one in ceasefire_terms(s.draft)} for s in stages]
    if not any(found):
        return (), ()
    rows = tuple(Issue(id=f"ceasefire-{name}", name=f"Ceasefire: {name}") for name in TERMS)
    cells = []
    for name, row in zip(TERMS, rows, strict=True):
        for stage, terms in zip(stages, found, strict=True):
            earlier = stage.comparison.alignment.a if stage.comparison else None
            before = {o.term: o.parts for o in ceasefire_terms(earlier)} if earlier else {}
            on = terms.get(name, ())
            changed = is_changed(stage, before.get(name, ()), on)
            cells.append(
                Covered(issue=row.id, version=stage.version.id, parts=on, changed=changed)
            )
    return rows, tuple(cells)


@cache
def term_rules() -> tuple[TermRule, ...]:
    """Return the rules, checked. Errors: RuleError."""
    data = tomllib.loads((files("detente.drafts") / "ceasefire.toml").read_text("utf-8"))
    return tuple(_rules(data["term"]))


def _above(draft: Draft, part: int) -> str:
    """The words of the points and headings that a point lies in."""
    words, parent = [], draft.parts[part].parent
    while parent is not None:
        words.append(draft.parts[parent].body)
        parent = draft.parts[parent].parent
    return " ".join(words)


def _rules(rows: list[dict[str, object]]) -> Iterator[TermRule]:
    for number, row in enumerate(rows, 1):
        wrong = (_KEYS - row.keys()) | (row.keys() - _KEYS - _MORE)
        if wrong or row["name"] not in TERMS or not row["says"] or not row["never"]:
            raise RuleError(
                f"term {number} of ceasefire.toml: missing or unknown: {', '.join(sorted(wrong))}"
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


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
