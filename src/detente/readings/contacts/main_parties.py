"""The two parties that a report is about: they talk where "the talks" name nobody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from itertools import combinations

from detente.model.actors import Actor, is_unnamed
from detente.model.claims import Participant
from detente.readings.page import Page
from detente.readings.rules import shipped_lists

# A party that a report is about is named at least so often.
FEWEST_MENTIONS = 3
# And in so many sentences: words of one name are one mention.
FEWEST_SENTENCES = 3
# Two parties that a report is about stand in so many sentences together, twice as many as any
# other two; tried 2 to 4 on the reports to tune on: 4 brings no contact that does not hold.
FEWEST_TOGETHER = 4
_PAIR = 2
# What a body is called stands so near behind its name. [characters]
_APPOSED = 40
_REPORTING = re.compile(
    r"\b(?:newspaper|daily|weekly|magazine|broadcaster)\s+$|\breports? in the\s+$"
)


def main_parties(page: Page, known: tuple[Participant, ...], head: int) -> tuple[Participant, ...]:
    """Return the two parties that a report is about, one of them known or speaking; () if unclear.

    They must be named far more often than any third.
    """
    named = _named(page)
    counts = Counter(name for name, _ in named)
    parties = {name for name in counts if _can_be_party(page, name)}
    able = [(n, name) for name, n in counts.items() if name in parties]
    ranked = [
        name for n, name in sorted(able, key=lambda x: (-x[0], x[1])) if n >= FEWEST_MENTIONS
    ]
    clear = len(ranked) > 1 and (
        len(ranked) == _PAIR or counts[ranked[_PAIR]] * 2 <= counts[ranked[1]]
    )
    pair = ranked[:_PAIR] if clear else _named_together(named, parties)
    if not known:
        return tuple(Participant(name, "party") for name in pair)
    if _is_somebodys_team(page, known[0].name):
        return ()
    mine = page.cast.party(known[0].name)
    said = page.statement_at(head)
    speaking = page.cast.party(said.speaker) if said else None
    rest = [n for n in ranked if n != mine]
    if mine not in ranked[:_PAIR] and len(rest) > 1 and counts[rest[1]] * 2 > counts[rest[0]]:
        rest = []  # the report is about two others: with which of them is not told
    # the other one is the one named most, by far
    far = len(rest) == 1 or (len(rest) > 1 and counts[rest[1]] * 3 <= counts[rest[0]] * 2)
    told = {sentence for name, sentence in named if far and name == rest[0]}
    other = rest[:1] if _is_enough(page, told, head) else []
    others = [n for n in (speaking, *other) if n and n != mine]
    others = [n for n in others if _can_be_party(page, n)]
    return (*known, Participant(others[0], "party")) if others else ()


def _named(page: Page) -> list[tuple[str, int]]:
    """Each word that means a party or somebody who acts for it, with the sentence it stands in."""
    return [
        (page.cast.party(name), page.parse.tokens[i].sentence)
        for i, names in page.cast.of_token.items()
        if page.parse.tokens[i].paragraph not in page.furniture
        for name in names
        if not is_unnamed(name)
    ]


def _is_somebodys_team(page: Page, name: str) -> bool:
    """Whether it is "the delegation", of which the text does not tell whose it is."""
    bare = name.removeprefix("the ") in shipped_lists("contacts")["parts"]["teams"]
    return bare and page.cast.actor(name) is None


def _is_enough(page: Page, told: Set[int], head: int) -> bool:
    """Whether the sentences that name a party are many, or hold the talks themselves.

    One official with a long title, quoted once, is not enough.
    """
    return len(told) >= FEWEST_SENTENCES or page.parse.tokens[head].sentence in told


def _named_together(named: Sequence[tuple[str, int]], parties: Set[str]) -> list[str]:
    """The two parties that sentences name together far more often than any others; [] if none."""
    within: dict[int, set[str]] = {}
    for name, sentence in named:
        within.setdefault(sentence, set()).add(name)
    pairs = Counter(
        pair for here in within.values() for pair in combinations(sorted(here & parties), _PAIR)
    )
    ranked = sorted(pairs.items(), key=lambda x: (-x[1], x[0]))
    if not ranked or ranked[0][1] < FEWEST_TOGETHER:
        return []
    clear = len(ranked) == 1 or ranked[1][1] * 2 <= ranked[0][1]
    return list(ranked[0][0]) if clear else []


def _can_be_party(page: Page, name: str) -> bool:
    actor = page.cast.actor(name)
    if actor is None or actor.kind not in ("state", "organisation", "armed_group", "bloc"):
        return False
    return not (_looks_on(page, actor) or _reports(page, actor))


def _reports(page: Page, actor: Actor) -> bool:
    """Whether the text says that it reports: "as the newspaper Linden Kurier had reported"."""
    ahead = (page.report.text[max(0, m.start - _APPOSED) : m.start] for m in actor.mentions)
    return any(_REPORTING.search(text) for text in ahead)


def _looks_on(page: Page, actor: Actor) -> bool:
    """Whether the text calls it no party to the talks: "Castora, a mediator in the dispute"."""
    behind = (page.report.text[m.end : m.end + _APPOSED] for m in actor.mentions)
    words = shipped_lists("contacts")["parts"]["onlookers"]
    said = (re.match(r",\s+(?:an?|the)\s+([\w-]+)(?:\s+([\w-]+))?", text) for text in behind)
    return any(match and {*match.groups()} & {*words} for match in said)
