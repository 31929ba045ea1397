"""Where an encounter takes place: a town, a venue, or both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from detente.readings import times
from detente.readings.contacts.phrases import to_come
from detente.readings.nlp import Stretch
from detente.readings.page import Page
from detente.readings.rules import shipped_lists
from detente.readings.tree import child, conjuncts, noun_phrase, prep_objects

_PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
_JOURNEYS = frozenset({"journey", "mission", "tour", "trip", "visit"})
_TALKS = frozenset({"discussion", "meeting", "negotiation", "talk"})
# "talks held in Bergholm"
_HELD = frozenset({"conduct", "convene", "hold", "host", "stage"})
_PLACE_PREPOSITIONS = ("in", "at", "near", "outside")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the text's words. venue: A house or hall, that stands in some town."""

    text: str
    venue: bool


def places_agree(one: Place | None, other: Place | None) -> bool:
    """Return whether two places may be the same; a venue may stand in any town."""
    if one is None or other is None or one.venue != other.venue:
        return True
    return bool(set(one.text.lower().split()) & set(other.text.lower().split()))


def same_place_named(one: Place | None, other: Place | None) -> bool:
    """Return whether two places are named alike."""
    if one is None or other is None:
        return False
    return one.venue == other.venue and places_agree(one, other)


def joined(places: list[Place]) -> str | None:
    """Return the words for a place of which a venue and a town are known; None for no place."""
    venue = next((p.text for p in places if p.venue), None)
    town = next((p.text for p in places if not p.venue), None)
    if venue and town and town not in venue:
        return f"{venue}, {town}"
    return venue or town


def place_of(page: Page, *heads: int | None) -> Place | None:
    """Return where an encounter takes place, by its noun or verb; None if unsaid."""
    found: list[Place] = []
    for head in heads:
        if head is not None:
            found += _places_at(page, head)
    if not found:
        return None
    text = joined(found)
    return Place(text, all(p.venue for p in found)) if text else None


def _places_at(page: Page, head: int) -> list[Place]:
    lemma = page.parse.tokens[head].lemma
    goes = lemma in shipped_lists("contacts")["going"] or lemma in _JOURNEYS
    words = (*_PLACE_PREPOSITIONS, "to") if goes else _PLACE_PREPOSITIONS
    at = prep_objects(page.parse, head, *words)
    for c in page.parse.children[head]:
        if page.parse.tokens[c].dep == "acl" and page.parse.tokens[c].lemma in _HELD:
            at += prep_objects(page.parse, c, *_PLACE_PREPOSITIONS)
    for inner in to_come(page.parse, head):  # "is due to open on Friday in Bergholm"
        at += prep_objects(page.parse, inner, *_PLACE_PREPOSITIONS)
    for i in prep_objects(page.parse, head, "of"):
        if page.parse.tokens[i].lemma in _TALKS:  # "a round of talks in Bergholm"
            found_inside = _places_at(page, i)
            if found_inside:
                return found_inside
    found = [_place(page, i) for i in at if is_place(page, i)]
    visited = child(page.parse, head, "dobj") if lemma == "visit" else None
    if visited is not None and page.parse.tokens[visited].ent in _PLACE_ENTITIES:
        found.append(_place(page, visited))
    found = found or _places_of_others(page, head)
    for c in page.parse.children[head]:
        token = page.parse.tokens[c]
        if token.dep == "advmod" and token.lower == "here" and (town := dateline_place(page)):
            found.append(Place(town, False))
        if token.dep in ("compound", "nmod", "amod") and is_place_word(page, c):
            found.append(Place(page.text(Stretch(c, c + 1)), _is_venue(page, c)))
    return found


def _places_of_others(page: Page, head: int) -> list[Place]:
    """Where the parser hangs the place on who takes part: "a meeting with envoys in Bergholm"."""
    with_whom = prep_objects(page.parse, head, "with", "between")
    at = [
        o
        for i in with_whom
        for j in conjuncts(page.parse, i)
        for o in prep_objects(page.parse, j, "in", "at")
    ]
    return [_place(page, i) for i in at if page.parse.tokens[i].ent in _PLACE_ENTITIES]


def _place(page: Page, i: int) -> Place:
    phrase = noun_phrase(page.parse, i)
    tokens = page.parse.tokens
    start, end = phrase.start, i + 1
    while start < i and tokens[start].pos in ("DET", "PRON"):
        start += 1
    if end + 1 < len(tokens) and tokens[end].text == "," and _is_wider(page, end + 1):
        end += 2
    while end < phrase.end and tokens[end].ent in _PLACE_ENTITIES:
        end += 1
    return Place(page.text(Stretch(start, max(end, start + 1))), _is_venue(page, i))


def _is_wider(page: Page, i: int) -> bool:
    """Whether a name behind a comma says where the place lies: "in Vell, Norland", no doer."""
    token = page.parse.tokens[i]
    return token.ent == "GPE" and token.dep not in ("nsubj", "nsubjpass")


def _is_venue(page: Page, i: int) -> bool:
    """Whether a name is that of a house: "at the Kremlin", "the embassy", not "in Bergholm"."""
    token = page.parse.tokens[i]
    if token.lower in shipped_lists("contacts")["parts"]["places"]:
        return True
    det = child(page.parse, i, "det")
    at = page.parse.tokens[token.head].lower == "at"
    return token.ent == "FAC" or det is not None or at


def is_place(page: Page, i: int) -> bool:
    """Whether a noun behind "in" or "at" names a place."""
    token = page.parse.tokens[i]
    if token.lower in shipped_lists("contacts")["parts"]["places"]:
        return True
    if any(m.stretch.start <= i < m.stretch.end for m in times.mentions(page)):
        return False
    if token.pos == "PROPN":
        return token.ent in _PLACE_ENTITIES or token.ent in ("ORG", "PERSON", "")
    return False


def is_place_word(page: Page, i: int) -> bool:
    """Whether a name ahead of "talks" is that of a town: "the Geneva talks"."""
    token = page.parse.tokens[i]
    if token.ent not in _PLACE_ENTITIES | {"ORG"} or "-" in token.text:
        return False
    return i not in page.cast.of_token or token.text in _capitals()


def dateline_place(page: Page) -> str | None:
    """Return the town ahead of the report's first words ("BERGHOLM, March 4 -"), or None."""
    found = times.dateline(page)
    if found is None:
        return None
    paragraph = page.parse.tokens[found.start].paragraph
    first = page.parse.paragraphs[paragraph].start
    words = page.report.text[page.parse.tokens[first].start : page.parse.tokens[found.start].start]
    return words.split(",")[0].strip().title() or None


@cache
def _capitals() -> frozenset[str]:
    states = shipped_lists("states")["states"]
    return frozenset(c for state in states.values() for c in state.get("capitals", ()))
