"""Names that the word lists know: states with their adjectives and capitals, bodies, outlets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from detente.readings.nlp import Token
from detente.readings.rules import shipped_lists

Kind = Literal["person", "state", "organisation", "armed_group", "bloc", "place", "outlet", "none"]
Form = Literal["name", "adjective", "people", "capital"]

# Up to here a form in capitals is an abbreviation, and "US" is not "us".
LONGEST_ABBREVIATION = 8

# Cut as the parser cuts: "People" and "'s".
_WORDS = re.compile(r"[\w.'’]+?(?=['’]s\b)|['’]s\b|[\w.'’]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed form of a name.

    names: What it may stand for, the usual one first ("Moscow": Russia, Soviet Union).
    acts_for: The party that a body speaks for, or None.
    """

    names: tuple[str, ...]
    kind: Kind
    form: Form
    acts_for: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A listed form in a text: tokens up to end, and its entry."""

    end: int
    entry: Entry


class Lexicon:
    """Listed forms by their first word."""

    def __init__(self, forms: Mapping[str, Entry]) -> None:
        """Index the forms."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], Entry]]] = {}
        for form, entry in forms.items():
            words = tuple(_WORDS.findall(form))
            lower = tuple(_straight(w.lower()) for w in words)
            self._by_first.setdefault(lower[0], []).append((words, lower, entry))
        for rows in self._by_first.values():
            rows.sort(key=lambda row: -len(row[0]))
        self._forms = forms

    def at(self, tokens: Sequence[Token], i: int, stop: int) -> Found | None:
        """Return the longest listed form that begins at a token and ends by stop, or None."""
        for words, lower, entry in self._by_first.get(tokens[i].lower, ()):
            end = i + len(words)
            if end > stop or not tokens[i].text[:1].isupper():
                continue
            if all(_straight(tokens[i + k].lower) == lower[k] for k in range(len(words))) and (
                not _short(words) or tokens[i].text == words[0]
            ):
                return Found(end, entry)
        return None

    def get(self, words: str) -> Entry | None:
        """Return the entry of a form as written, or None."""
        return self._forms.get(words)


def _straight(word: str) -> str:
    return "'s" if word == "’s" else word


@cache
def lexicon() -> Lexicon:
    """Return what the shipped lists know."""
    forms: dict[str, Entry] = {}
    for form, entry in [*_places(), *_outlets(), *_bodies(), *_states()]:
        other = forms.get(form)
        if other and other.kind == entry.kind and other.form == entry.form:
            both = (*other.names, *entry.names)
            forms[form] = Entry(both, entry.kind, entry.form, entry.acts_for)
        elif other is None or (other.form, entry.form) != ("name", "capital"):
            forms[form] = entry
    return Lexicon(forms)


@cache
def words(list_name: str, *keys: str) -> frozenset[str]:
    """Return the words of some keys of a list, lower case."""
    data = shipped_lists(list_name)
    found: set[str] = set()
    for key in keys:
        found.update(w.lower() for w in data[key])
    return frozenset(found)


@cache
def listed_states() -> Mapping[str, Mapping[str, Any]]:
    """Return the states of the list by name."""
    states: Mapping[str, Mapping[str, Any]] = shipped_lists("states")["states"]
    return states


def _short(form: tuple[str, ...]) -> bool:
    return len(form) == 1 and form[0].isupper() and len(form[0]) <= LONGEST_ABBREVIATION


def _states() -> Iterator[tuple[str, Entry]]:
    # States that are no more come last, so that "Moscow" is Russia's first.
    rows = sorted(listed_states().items(), key=lambda row: bool(row[1].get("was")))
    for name, row in rows:
        for form in (name, *row.get("also", ())):
            yield form, Entry((name,), "state", "name")
        for form in row["adjectives"]:
            yield form, Entry((name,), "state", "adjective")
            if form.endswith(("an", "i")) and not row.get("people"):
                yield form + "s", Entry((name,), "state", "people")
        for form in row.get("people", ()):
            yield form, Entry((name,), "state", "people")
        for form in row.get("capitals", ()):
            yield form, Entry((name,), "state", "capital")


def _bodies() -> Iterator[tuple[str, Entry]]:
    for row in shipped_lists("institutions")["body"]:
        acts_for = row.get("acts_for")
        for form in (row["name"], *row.get("also", ())):
            yield form, Entry((row["name"],), row["kind"], "name", acts_for)
        for form in row.get("capitals", ()):
            yield form, Entry((row["name"],), row["kind"], "capital")


def _outlets() -> Iterator[tuple[str, Entry]]:
    data = shipped_lists("outlets")
    for form in data["outlets"]:
        yield form, Entry((form,), "outlet", "name", data["state_owned"].get(form))
    for form in (*data["picture_agencies"], *data["platforms"]):
        yield form, Entry((form,), "none", "name")


def _places() -> Iterator[tuple[str, Entry]]:
    for form in shipped_lists("places")["names"]:
        yield form, Entry((form,), "place", "name")
