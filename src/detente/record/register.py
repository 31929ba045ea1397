"""The register of issues: where positions belong, with a reason. Pure.

Every distinct wording of a position is placed once, in order of publication, so that the order of
entry is no matter and an earlier day's register is the beginning of a later one's.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any, NamedTuple

from detente.model.snapshot import Issue, Proposition
from detente.record.fragments import why_fragment
from detente.record.frames import (
    Frame,
    Kin,
    agreement,
    frame_from_plain,
    plain_frame,
    pointing,
    weigh,
)
from detente.record.phrases import frame
from detente.record.senses import VAGUE
from detente.record.words import content, digest, said

# Weight with which words point to an issue: that of a thing, of what is done with it, or of a word
# that tells it from others (see `frames`); a place alone is weaker than a thing in common.
CLEAR_HIT = 4
WEAK_HIT = 2
# The desk's own issues go before those of a starter set that fit as well.
DESK_FIRST = 2
# More words than this make a proposition's name longer, not clearer.
NAME_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """An issue of a starter set, or one that the desk added, with the words that point to it."""

    id: str
    name: str
    definition: str | None = None
    keywords: frozenset[str] = frozenset()
    parent: str | None = None


class Wording(NamedTuple):
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


placement_values = attrgetter("proposition", "issue", "score", "reason")


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


class _Leader(NamedTuple):
    """Wordings of one proposition that a like wording must agree with, all of them."""

    proposition: str
    frames: tuple[Frame, ...]


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
        self._leaders: list[_Leader] = []
        self._postings: dict[tuple[Kin, str], list[int]] = {}
        self._headless: dict[tuple[Kin, str], list[int]] = {}  # of leaders that name no thing
        self._about: dict[str, str] = {}
        self._fields: dict[str, int] = {}
        self._placed: dict[Wording, Placement] = {}
        self._shown: tuple[Issue, ...] | None = None
        self._ranks: Mapping[str, int] | None = None
        for proposition in desk.propositions:
            self._found(proposition.id, proposition.issue, proposition.text)
        self._own = frozenset(self._text)
        for text, proposition_id in desk.variants:
            self._lead(proposition_id, frame(text))

    def plain(self) -> dict[str, Any]:
        """Return all that it holds beside what it began with, as plain values."""
        return {
            "topics": [
                [one.id, one.name, one.definition, sorted(one.keywords), one.parent]
                for one in self._topics.values()
            ],
            "issue": self._issue,
            "text": self._text,
            "leaders": [
                [one.proposition, [*map(plain_frame, one.frames)]] for one in self._leaders
            ],
            "about": self._about,
            "fields": self._fields,
            "placed": [[*word, *placement_values(at)] for word, at in self._placed.items()],
        }

    @classmethod
    def from_plain(
        cls, desk: Desk, starters: Mapping[str, Sequence[Topic]], value: Mapping[str, Any]
    ) -> Register:
        """Return the register that gave plain values. Errors: ValueError, TypeError, KeyError."""
        new = cls(replace(desk, variants=()), starters)
        new._desk = desk
        new._topics = {
            row[0]: Topic(
                id=row[0],
                name=row[1],
                definition=row[2],
                keywords=frozenset(row[3]),
                parent=row[4],
            )
            for row in value["topics"]
        }
        new._issue, new._text = dict(value["issue"]), dict(value["text"])
        new._about, new._fields = dict(value["about"]), dict(value["fields"])
        new._leaders, new._postings, new._headless = [], {}, {}
        for proposition, frames in value["leaders"]:
            new._leaders.append(_Leader(proposition, tuple(map(frame_from_plain, frames))))
            for found in new._leaders[-1].frames:
                new._post(len(new._leaders) - 1, found)
        for text, topic, field_, *placed in value["placed"]:
            new._placed[Wording(text, topic, field_)] = Placement(*placed)
        return new

    @property
    def placed(self) -> Mapping[Wording, Placement]:
        """Where it placed each wording, in their order."""
        return self._placed

    @property
    def desk(self) -> Desk:
        """What the desk decided, that it began with."""
        return self._desk

    @property
    def size(self) -> int:
        """How many wordings it placed."""
        return len(self._placed)

    def begins(self, order: Sequence[Wording]) -> bool:
        """Whether it placed the first of these wordings, in their order, and no others."""
        return list(self._placed) == list(order[: self.size])

    def copied(self) -> Register:
        """Return one that goes on from here; this one stays as it is."""
        new = copy.copy(self)
        new._topics, new._issue = dict(self._topics), dict(self._issue)
        new._text = dict(self._text)
        new._about, new._fields = dict(self._about), dict(self._fields)
        new._leaders, new._placed = list(self._leaders), dict(self._placed)
        new._postings = {key: list(found) for key, found in self._postings.items()}
        new._shown = new._ranks = None
        new._headless = {key: list(found) for key, found in self._headless.items()}
        return new

    def place(self, wording: Wording) -> Placement:
        """Return where a wording belongs; a new specific one starts a proposition."""
        if wording not in self._placed:
            self._shown = self._ranks = None
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
        if self._shown is None:
            self._shown = self._issues()
        return self._shown

    def ranks(self) -> Mapping[str, int]:
        """Return the numbers of the propositions, in the order in which issues have them."""
        if self._ranks is None:
            every = (p.id for issue in self.issues() for p in issue.propositions)
            self._ranks = {key: number for number, key in enumerate(every)}
        return self._ranks

    def text_of(self, proposition: str) -> str:
        """Return the words of a proposition; its id if it is none that issues have."""
        if proposition not in self._text or self._kept(proposition) != proposition:
            return proposition
        if self.issue_of(proposition) is None:
            return proposition
        return self._desk.texts.get(proposition, self._text[proposition])

    def _issues(self) -> tuple[Issue, ...]:
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
        found = frame(wording.text)
        if wording.field is not None:
            self._fields[wording.field] = self._fields.get(wording.field, 0) + 1
        why = why_fragment(wording.text) or _why_vague(found)
        if why is not None:
            return Placement(None, None, 0.0, why)
        near = self._nearest(found)
        if near is not None:
            return self._join(near, wording, found)
        key = self._key(wording, found)
        issue, score, reason = self._issue_for(wording, found)
        self._found(key, issue, wording.text)
        return Placement(self._kept(key), self.issue_of(self._kept(key)), score, reason)

    def _key(self, wording: Wording, found: Frame) -> str:
        """Return the id of a new proposition; the same words in another order are another one."""
        key = "p-" + digest("not" if found.negated else "", *sorted(found.words))
        return "p-" + digest(key, said(wording.text)) if key in self._text else key

    def _nearest(self, found: Frame) -> tuple[int, float] | None:
        """Return the number of the leader that is most alike, and how much."""
        best: tuple[float, int] = (0.0, 0)
        heads = found.heads
        for number in self._candidates(found):
            frames = self._leaders[number].frames
            other = frames[0].heads
            if heads and other and not (heads <= other or other <= heads):
                continue  # of two that share what is done most are about other things
            scores = [agreement(found, other) for other in frames]
            if min(scores) > 0:
                best = max(best, (max(scores), -number))
        return (-best[1], best[0]) if best[0] else None

    def _candidates(self, found: Frame) -> set[int]:
        """Return the leaders that can be alike: they share a thing, or what is done with none."""
        kin = found.kin
        if not found.heads:
            return {n for word in found.keys for n in self._postings.get((kin, word), ())}
        things = {n for word in found.heads for n in self._postings.get((kin, word), ())}
        return things.union(*(self._headless.get((kin, word), ()) for word in found.keys))

    def _join(self, near: tuple[int, float], wording: Wording, found: Frame) -> Placement:
        number, score = near
        leader = self._leaders[number]
        shared = max((found.shared(other) for other in leader.frames), key=len)
        if found not in leader.frames:
            self._leaders[number] = _Leader(leader.proposition, (*leader.frames, found))
            self._post(number, found)
        first = leader.proposition
        text = self._text.get(first)  # None where the desk put a position before it comes up
        if text and first not in self._own and _clarity(wording.text) > _clarity(text):
            self._text[first] = wording.text
        key = self._kept(first)
        reason = f"agrees with it in {', '.join(shared)}"
        return Placement(key, self.issue_of(key), score, reason)

    def _issue_for(self, wording: Wording, found: Frame) -> tuple[str, float, str]:
        topic, weight = self._topic(wording, found)
        if topic is not None and weight >= CLEAR_HIT:
            return self._under(topic, found)
        for word in found.subjects:
            if word in self._about:
                return self._remember(self._about[word], found), 0.5, f"the issue of the {word}"
        if topic is not None:
            return self._under(topic, found)
        named_words = content(wording.topic) - VAGUE or found.words
        issue = "i-" + digest(*sorted(named_words))
        self._topics.setdefault(issue, Topic(id=issue, name=wording.topic))
        return self._remember(issue, found), 1.0, "a new issue, named as in the report"

    def _topic(self, wording: Wording, found: Frame) -> tuple[Topic | None, int]:
        """Return the issue that the words point to most, and how much."""
        usual = max(sorted(self._fields), key=self._fields.__getitem__, default=None)
        fields = dict.fromkeys(f for f in (wording.field, usual) if f is not None)
        ranks = [(topic, DESK_FIRST) for topic in self._desk.topics]
        for name in fields:
            ranks += [(topic, 1) for topic in self._starters.get(name, ())]
        best: tuple[Topic | None, int] = (None, WEAK_HIT - 1)
        for topic, factor in ranks:
            weight = factor * weigh(found, topic.keywords)
            if weight > best[1]:
                best = (topic, weight)
        return best

    def _under(self, topic: Topic, found: Frame) -> tuple[str, float, str]:
        self._topics.setdefault(topic.id, topic)
        named = pointing(found, topic.keywords)
        share = weigh(found, topic.keywords) / sum(found.weights.values())
        return topic.id, share, f"{topic.name}: the words {', '.join(named)}"

    def _remember(self, issue: str, found: Frame) -> str:
        for word in found.subjects:
            self._about.setdefault(word, issue)
        return issue

    def _found(self, key: str, issue: str, text: str) -> None:
        if key not in self._text:
            self._text[key] = text
            self._issue[key] = issue
        self._lead(key, frame(text))

    def _lead(self, key: str, found: Frame) -> None:
        self._leaders.append(_Leader(key, (found,)))
        self._post(len(self._leaders) - 1, found)

    def _post(self, number: int, found: Frame) -> None:
        kin = found.kin
        headless = not self._leaders[number].frames[0].heads
        for word in found.keys:
            self._postings.setdefault((kin, word), []).append(number)
            if headless:
                self._headless.setdefault((kin, word), []).append(number)


def _why_vague(found: Frame) -> str | None:
    reason = "refers to what is named elsewhere" if found.refers else "names nothing specific"
    return None if found.is_specific else reason


def _clarity(text: str) -> tuple[bool, int]:
    """How well a wording serves as a name: clear ones first, then those that say more."""
    return frame(text).clear, min(len(frame(text).words), NAME_WORDS)
