"""Invented sentences about invented talks: what agencies and reporters might write of a day.

Sentences are made of words, not of ready phrases: two that write of the same things share names
and what everybody calls them, and words that stand together in every English text.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

PLACES = ("Port Vell", "Kolvar", "Sund", "Haldmark", "Ostrand", "Lyme", "Varn", "Tessel")
SURNAMES = ("Lund", "Falk", "Brand", "Holt", "Moe", "Vik", "Dahl", "Strand", "Krogh", "Aas")
_ROLES = (
    *(
        "the foreign minister",
        "a government spokesman",
        "the chief negotiator",
        "a senior diplomat",
    ),
    *("the prime minister", "the head of the delegation", "two officials", "the deputy minister"),
)
_MATTERS = (
    *("the ferry routes", "harbour fees", "the northern border crossing", "the prisoner exchange"),
    *("fishing rights in the strait", "the grain corridor", "the monitoring mission", "the canal"),
    *("the ceasefire line", "water deliveries", "the return of families", "joint patrols"),
)
_NOUNS = [
    "harbour",
    "winter",
    "letter",
    "promise",
    "bridge",
    "ledger",
    "signal",
    "market",
    "window",
    "captain",
    "village",
    "engine",
    "minister",
    "season",
    "border",
    "rumour",
    "answer",
    "visit",
    "street",
    "council",
    "archive",
    "convoy",
    "supper",
    "treaty",
    "garden",
    "shortage",
    "ballot",
    "ferry",
    "engineer",
    "farmer",
    "ship",
    "railway",
    "pension",
    "school",
    "forest",
    "election",
    "report",
    "cable",
    "island",
    "mayor",
    "lawyer",
    "contract",
    "salary",
    "factory",
    "clinic",
    "tunnel",
    "protest",
    "passport",
    "orchard",
    "fleet",
    "refinery",
    "courier",
    "customs-house",
    "committee",
    "platform",
    "valley",
    "curfew",
    "barrier",
    "bread",
    "newspaper",
    "soldier",
    "union",
    "parliament",
    "airport",
    "measure",
    "quarrel",
    "friend",
    "route",
    "budget",
    "storm",
    "guard",
]
_ADJECTIVES = [
    "old",
    "narrow",
    "quiet",
    "bitter",
    "northern",
    "cheap",
    "distant",
    "public",
    "broken",
    "early",
    "heavy",
    "young",
    "empty",
    "foreign",
    "common",
    "stubborn",
    "careful",
    "angry",
    "frozen",
    "local",
    "patient",
    "wooden",
    "modern",
    "second",
    "urgent",
    "private",
    "tired",
    "hopeful",
    "central",
    "rural",
    "famous",
    "strange",
    "loyal",
    "costly",
    "muddy",
    "hasty",
    "formal",
    "cautious",
    "brief",
    "fragile",
]
_VERBS = [
    "reopened",
    "refused",
    "welcomed",
    "postponed",
    "doubted",
    "inspected",
    "followed",
    "counted",
    "defended",
    "ignored",
    "promised",
    "explained",
    "delayed",
    "surprised",
    "guarded",
    "replaced",
    "divided",
    "financed",
    "closed",
    "remembered",
    "questioned",
    "supported",
    "blocked",
    "visited",
    "described",
    "abandoned",
    "noticed",
    "repaired",
    "feared",
    "admired",
    "measured",
    "collected",
    "predicted",
    "mentioned",
    "studied",
    "protected",
    "escorted",
    "registered",
    "announced",
]
_WAYS = [
    "slowly",
    "openly",
    "again",
    "rarely",
    "finally",
    "twice",
    "quietly",
    "together",
    "abroad",
    "reluctantly",
    "quickly",
    "overnight",
    "suddenly",
    "everywhere",
    "elsewhere",
    "soon",
    "privately",
    "firmly",
]
_LINKS = (
    *("near", "behind", "without", "beyond", "against", "through"),
    *("above", "despite", "under", "around", "before"),
)
_JOINTS = (
    "while",
    "because",
    "although",
    "after",
    "and",
    "but",
    "as",
    "so that",
    "until",
    "since",
)
_DAYS = ("on Monday", "on Tuesday", "on Wednesday", "on Thursday", "late on Friday", "last week")
_SAID = ("said", "told reporters", "added", "wrote", "noted", "told a briefing")


class Fact(NamedTuple):
    """What happened. verbs: That tell of it, one as good as another."""

    who: str
    matter: str
    place: str
    day: str
    verbs: tuple[str, ...]


def thing(chance: random.Random) -> str:
    """Return a noun with what goes before it."""
    start = chance.choice(("the", "a", "every", "another", "their", "its", "no", "that"))
    if chance.random() < 0.5:
        return f"{start} {chance.choice(_ADJECTIVES)} {chance.choice(_NOUNS)}"
    return f"{start} {chance.choice(_NOUNS)}"


def clause(chance: random.Random) -> str:
    """Return who did what, and perhaps where or how."""
    made = f"{thing(chance)} {chance.choice(_VERBS)} {thing(chance)}"
    if chance.random() < 0.4:
        made += f" {chance.choice(_LINKS)} {thing(chance)}"
    return f"{made} {chance.choice(_WAYS)}" if chance.random() < 0.3 else made


def fact(chance: random.Random) -> Fact:
    """Return what happened, for all to tell in their own words."""
    who = chance.choice((*_ROLES, *SURNAMES))
    return Fact(
        who,
        chance.choice(_MATTERS),
        chance.choice(PLACES),
        chance.choice(_DAYS),
        tuple(chance.sample(_VERBS, 3)),
    )


def told(chance: random.Random, what: Fact) -> str:
    """Return a fact in somebody's words: the same names, now one verb and now another."""
    verb = chance.choice(what.verbs)
    way = f" {chance.choice(_WAYS)}" if chance.random() < 0.4 else ""
    parts = [f"in {what.place}", what.day] if chance.random() < 0.5 else [what.day]
    chance.shuffle(parts)
    if chance.random() < 0.3:
        return f"{parts[0]} {what.who}{way} {verb} {what.matter}"
    if chance.random() < 0.3:
        return f"{what.matter} {chance.choice(('was', 'is to be'))} {verb} by {what.who}{way}"
    return f"{what.who}{way} {verb} {what.matter} {' '.join(parts)}"


def sentence(chance: random.Random, facts: Sequence[Fact] = ()) -> str:
    """Return a sentence; where there are facts, half of the sentences tell one of them."""
    if facts and chance.random() < 0.5:
        event = told(chance, chance.choice(facts))
        made = chance.choice(
            (
                f"{event}, {chance.choice(_JOINTS)} {clause(chance)}",
                f"{clause(chance)}, {chance.choice(_JOINTS)} {event}",
                f"{event}, {clause(chance)}, {clause(chance)}",
            )
        )
    else:
        made = f"{clause(chance)} {chance.choice(_JOINTS)} {clause(chance)}"
        if chance.random() < 0.3:
            made += f", {chance.choice(_JOINTS)} {clause(chance)}"
    return made[0].upper() + made[1:] + "."


def saying(chance: random.Random) -> str:
    """Return words that somebody said aloud, for all to quote."""
    return " ".join(sentence(chance) for _ in range(chance.choice((1, 2)))).rstrip(".")


def quoted(chance: random.Random, words: str, facts: Sequence[Fact] = ()) -> str:
    """Return a paragraph that quotes words."""
    name, said = chance.choice(SURNAMES), chance.choice(_SAID)
    if chance.random() < 0.5:
        return f"“{words},” {name} {said}. {sentence(chance, facts)}"
    return f"{name} {said}: “{words}.” {sentence(chance, facts)}"


def paragraph(chance: random.Random, facts: Sequence[Fact] = ()) -> str:
    """Return a paragraph of one to three sentences."""
    return " ".join(sentence(chance, facts) for _ in range(chance.choice((1, 2, 2, 3))))
