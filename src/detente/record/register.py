"""The register of issues: where positions belong, with a reason. Pure.

Every distinct wording of a position is placed once, in order of publication, so that the order of
entry is no matter and an earlier day's register is the beginning of a later one's.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from detente.model.snapshot import Issue, Proposition
from detente.record.words import LISTS, content, digest, fold, negated, numbers, stem

# Share of content words (Dice) that two wordings of one proposition have in common at least.
# 0.5 joins "forces leave the strip" and "all forces must leave the Kolvar strip"; below it,
# wordings that share only who and where run together.
SAME_PROPOSITION = 0.55
SAME_ISSUE = 0.5
# Words that name a thing on the table without saying which.
VAGUE = frozenset(stem(word) for word in LISTS["vague"].split())
_OPPOSITES = tuple(
    (frozenset(map(stem, one.split())), frozenset(map(stem, other.split())))
    for one, other in LISTS["opposites"]
)
_NAME = re.compile(r"(?<![.!?\s“\"'])\s+([A-Z][\w’'-]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """An issue of a starter set, or one that the desk added, with the words that point to it."""

    id: str
    name: str
    definition: str | None = None
    keywords: frozenset[str] = frozenset()
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of what a position is on.

    text: The proposition, else the issue as named. topic: The issue as named.
    field: Starter set that the report's words fit best, or None.
    """

    text: str
    topic: str
    field: str | None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a wording belongs: `proposition` is None if it waits in the tray.

    score: 0 to 1. reason: In words.
    """

    proposition: str | None
    issue: str | None
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Features:
    """What a wording is compared by."""

    words: frozenset[str]
    negated: bool
    numbers: frozenset[str]
    names: frozenset[str]
    courses: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the desk decided about the register, in force.

    topics: Issues it added or took from a starter set, before anything from reports.
    propositions: Those it added, (id, issue, text). variants: (wording, proposition) that it
    placed by hand: like wordings follow. issue_of: Issues merged away -> issue that is left;
    moved: Proposition -> issue. merged: Proposition -> proposition that is left.
    """

    topics: tuple[Topic, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    variants: tuple[tuple[str, str], ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    parents: Mapping[str, str | None] = field(default_factory=dict)
    issue_of: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)


class Register:
    """Places wordings one after another, and knows the issues that came of it."""

    def __init__(self, desk: Desk, starters: Mapping[str, Sequence[Topic]]) -> None:
        """Begin with what the desk decided.

        starters: Topics by name of the starter set.
        """
        self._desk = desk
        self._starters = starters
        self._topics: dict[str, Topic] = {t.id: t for t in desk.topics}
        self._issue: dict[str, str] = {}
        self._text: dict[str, str] = {}
        self._leaders: list[tuple[str, Features]] = []
        self._postings: dict[str, list[int]] = {}
        self._from_reports: list[tuple[str, frozenset[str]]] = []
        self._placed: dict[Wording, Placement] = {}
        for proposition in desk.propositions:
            self._found(proposition.id, proposition.issue, proposition.text)
        for text, proposition_id in desk.variants:
            self._lead(proposition_id, compare_by(text))

    def place(self, wording: Wording) -> Placement:
        """Return where a wording belongs; a new specific one starts a proposition."""
        if wording not in self._placed:
            self._placed[wording] = self._place(wording)
        return self._placed[wording]

    def decided(self, proposition: str) -> Placement:
        """Return the placement that the desk gave by hand."""
        target = self._kept(proposition)
        return Placement(target, self.issue_of(target), 1.0, "placed by the desk")

    def issue_of(self, proposition: str) -> str | None:
        """Return the issue of a proposition, after what the desk moved and merged."""
        issue = self._desk.moved.get(proposition, self._issue.get(proposition))
        seen: set[str] = set()
        while issue is not None and issue in self._desk.issue_of and issue not in seen:
            seen.add(issue)
            issue = self._desk.issue_of[issue]
        return issue

    def issues(self) -> tuple[Issue, ...]:
        """Return the issues with their propositions: the desk's first, then by first use."""
        under: dict[str, list[Proposition]] = {}
        for key, text in self._text.items():
            issue = self.issue_of(key)
            if issue is not None and self._kept(key) == key:
                shown = self._desk.texts.get(key, text)
                under.setdefault(issue, []).append(Proposition(id=key, issue=issue, text=shown))
        return tuple(
            Issue(
                id=topic.id,
                name=self._desk.names.get(topic.id, topic.name),
                definition=topic.definition,
                parent=self._desk.parents.get(topic.id, topic.parent),
                propositions=tuple(under.get(topic.id, ())),
            )
            for topic in self._topics.values()
            if topic.id not in self._desk.issue_of
        )

    def _kept(self, proposition: str) -> str:
        seen: set[str] = set()
        while proposition in self._desk.merged and proposition not in seen:
            seen.add(proposition)
            proposition = self._desk.merged[proposition]
        return proposition

    def _place(self, wording: Wording) -> Placement:
        found = compare_by(wording.text)
        specific = found.words - VAGUE
        if not specific:
            return Placement(None, None, 0.0, "names nothing specific")
        leader, score = self._nearest(found)
        if leader is not None and score >= SAME_PROPOSITION:
            key = self._kept(leader)
            shared = ", ".join(sorted(found.words & self._words_of(leader, found)))
            return Placement(key, self.issue_of(key), score, f"shares the words {shared}")
        key = "p-" + digest("not" if found.negated else "", *sorted(found.words))
        issue, score, reason = self._issue_for(wording, found)
        self._found(key, issue, wording.text)
        return Placement(self._kept(key), self.issue_of(self._kept(key)), score, reason)

    def _nearest(self, found: Features) -> tuple[str | None, float]:
        best: tuple[float, int] = (0.0, 0)
        for number in self._candidates(found.words):
            other = self._leaders[number][1]
            count = len(found.words & other.words)
            score = 2 * count / (len(found.words) + len(other.words))
            if score >= SAME_PROPOSITION and (score, -number) > best and compatible(found, other):
                best = (score, -number)
        return (None, 0.0) if best[0] == 0.0 else (self._leaders[-best[1]][0], best[0])

    def _candidates(self, found: frozenset[str]) -> set[int]:
        """Return the leaders that can be alike: they share at least one of the rarer words.

        An alike one shares `least` words, so the commonest `least - 1` need no look.
        """
        least = math.ceil(SAME_PROPOSITION / (2 - SAME_PROPOSITION) * len(found))
        rare = sorted(found, key=lambda word: len(self._postings.get(word, ())))
        likely: set[int] = set()
        for word in rare[: len(rare) - least + 1]:
            likely.update(self._postings.get(word, ()))
        return likely

    def _words_of(self, proposition: str, found: Features) -> frozenset[str]:
        every = [f.words for key, f in self._leaders if key == proposition]
        return max(every, key=lambda words: (len(words & found.words), sorted(words)))

    def _issue_for(self, wording: Wording, found: Features) -> tuple[str, float, str]:
        known = [*self._desk.topics, *self._starters.get(wording.field or "", ())]
        words = found.words | content(wording.topic)
        hits = [(len(words & topic.keywords), -n) for n, topic in enumerate(known)]
        best = max(hits, default=(0, 0))
        if best[0]:
            topic = known[-best[1]]
            self._topics.setdefault(topic.id, topic)
            named = ", ".join(sorted(words & topic.keywords))
            return topic.id, best[0] / len(words), f"{topic.name}: the words {named}"
        named_words = content(wording.topic) - VAGUE or found.words
        for issue, theirs in self._from_reports:
            share = 2 * len(named_words & theirs) / (len(named_words) + len(theirs))
            if share >= SAME_ISSUE:
                return issue, share, "the report names the issue alike"
        issue = "i-" + digest(*sorted(named_words))
        self._topics.setdefault(issue, Topic(id=issue, name=wording.topic))
        self._from_reports.append((issue, named_words))
        return issue, 1.0, "a new issue, named as in the report"

    def _found(self, key: str, issue: str, text: str) -> None:
        if key not in self._text:
            self._text[key] = text
            self._issue[key] = issue
        self._lead(key, compare_by(text))

    def _lead(self, key: str, found: Features) -> None:
        for word in found.words:
            self._postings.setdefault(word, []).append(len(self._leaders))
        self._leaders.append((key, found))


def compare_by(text: str) -> Features:
    """Return what a wording is compared by."""
    found = content(text)
    courses = tuple(
        1 if found & one and not found & other else -1 if found & other and not found & one else 0
        for one, other in _OPPOSITES
    )
    names = frozenset(stem(fold(n).removesuffix("'s")) for n in _NAME.findall(text))
    return Features(found, negated(text), numbers(text), names, courses)


def compatible(one: Features, other: Features) -> bool:
    """Whether two wordings can be one proposition: no opposite course, number or name.

    >>> compatible(compare_by("forces leave the strip"), compare_by("forces stay in the strip"))
    False
    """
    if one.negated != other.negated or (one.numbers and other.numbers != one.numbers):
        return False
    if other.numbers and not one.numbers:
        return False
    if one.names and other.names and not one.names & other.names:
        return False
    return all(a * b >= 0 for a, b in zip(one.courses, other.courses, strict=True))


def best_field(text: str, starters: Mapping[str, Sequence[Topic]]) -> str | None:
    """Return the starter set that a report's words fit best, or None without a clear lead."""
    found = content(text)
    hits = {name: sum(len(t.keywords & found) for t in ts) for name, ts in starters.items()}
    ranked = sorted(hits.values(), reverse=True)
    if not ranked or ranked[0] < _FEWEST_HITS or ranked[:1] == ranked[1:2]:
        return None
    return max(hits, key=lambda name: hits[name])


# A report must hold this many words of a starter set before the set is proposed for it.
_FEWEST_HITS = 3
