"""What the desk's log adds up to: judgements, merges, the register. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from detente.model.snapshot import Judgement, Proposition
from detente.model.sources import SourceClass
from detente.record.facts import Action
from detente.record.register import Desk, Topic
from detente.record.starters import starter
from detente.record.words import content

MERGED = ("actor", "issue", "contact", "proposal")


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement with what it rests on, so that it can be found again after a new reading.

    claims: Ids of the claims that it was made on. entries: Ids of the entries by their words;
    empty if it was made on one claim alone.
    """

    judgement: Judgement
    family: str
    claims: tuple[str, ...]
    entries: tuple[str, ...]


@dataclass(slots=True)
class Decisions:
    """What the desk decided, in force.

    same: For each kind of merge, member -> the member that stands for all.
    places: Entry id -> proposition, or None for the tray.
    classes: Outlet, by its key, -> what the desk says that it is.
    """

    judged: list[Judged] = field(default_factory=list)
    same: dict[str, dict[str, str]] = field(default_factory=lambda: {k: {} for k in MERGED})
    places: dict[str, str | None] = field(default_factory=dict)
    topics: list[Topic] = field(default_factory=list)
    propositions: list[Proposition] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str | None] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    classes: dict[str, SourceClass] = field(default_factory=dict)

    def desk(self, variants: Iterable[tuple[str, str]]) -> Desk:
        """Return what the register must follow."""
        return Desk(
            topics=tuple(self.topics),
            propositions=tuple(self.propositions),
            variants=tuple(variants),
            names=self.names,
            texts=self.texts,
            parents=self.parents,
            issue_of={k: v for k, v in self.same["issue"].items() if k != v},
            moved=self.moved,
            merged=self.merged,
        )


def undone(actions: Iterable[Action]) -> frozenset[int]:
    """Return the ids of the actions that were taken back."""
    return frozenset(a.undoes for a in actions if a.undoes is not None)


def in_force(actions: Iterable[Action], *kinds: str) -> tuple[Action, ...]:
    """Return the actions of some kinds that were not taken back, in order."""
    log = tuple(actions)
    back = undone(log)
    return tuple(a for a in log if a.kind in kinds and a.id not in back)


def replay(actions: Iterable[Action]) -> Decisions:
    """Return what the log adds up to, in its order; what was taken back has no effect."""
    log = tuple(actions)
    back = undone(log)
    found = Decisions()
    for action in log:
        if action.kind == "judge":
            found.judged.append(_judged(action, action.id in back))
        elif action.id not in back and action.kind in _EFFECTS:
            _EFFECTS[action.kind](found, action.subject, action.body)
    return found


def _judged(action: Action, taken_back: bool) -> Judged:
    body = action.body
    judgement = Judgement(
        id=action.id,
        target=action.subject,
        verdict=body["verdict"],
        fields=tuple((name, value) for name, value in body["fields"]),
        by=action.by,
        why=action.why,
        at=action.at,
        mark=action.mark,
        undone=taken_back,
    )
    return Judged(judgement, body["family"], tuple(body["claims"]), tuple(body["entries"]))


def _merge(found: Decisions, subject: str, body: Mapping[str, Any]) -> None:
    same = found.same[body["of"]]
    roots = {same.get(key, key) for key in body["ids"]}
    first = same.get(subject, subject)
    for key in [*same, *body["ids"]]:
        if same.get(key, key) in roots:
            same[key] = first
    same[first] = first


def _split(found: Decisions, subject: str, body: Mapping[str, Any]) -> None:
    same = found.same[body["of"]]
    apart = {key for key in (subject, *body["ids"]) if key in same}
    roots = {same[key] for key in apart}
    found.same[body["of"]] = {k: v for k, v in same.items() if v not in roots}


def _start(found: Decisions, subject: str, _: Mapping[str, Any]) -> None:
    known = {topic.id for topic in found.topics}
    found.topics += [topic for topic in starter(subject) if topic.id not in known]


def _issue_add(found: Decisions, subject: str, body: Mapping[str, Any]) -> None:
    words: frozenset[str] = frozenset().union(*(content(w) for w in body["keywords"]))
    found.topics.append(
        Topic(
            id=subject,
            name=body["name"],
            definition=body["definition"],
            keywords=words,
            parent=body["parent"],
        )
    )


def _issue_rename(found: Decisions, subject: str, body: Mapping[str, Any]) -> None:
    found.names[subject] = body["name"]


def _issue_move(found: Decisions, subject: str, body: Mapping[str, Any]) -> None:
    found.parents[subject] = body["parent"]


def _issue_split(found: Decisions, _: str, body: Mapping[str, Any]) -> None:
    found.topics.append(Topic(id=body["id"], name=body["name"]))
    for proposition in body["propositions"]:
        found.moved[proposition] = body["id"]


def _proposition_add(found: Decisions, subject: str, body: Mapping[str, Any]) -> None:
    found.propositions.append(Proposition(id=subject, issue=body["issue"], text=body["text"]))


def _proposition_rename(found: Decisions, subject: str, body: Mapping[str, Any]) -> None:
    found.texts[subject] = body["text"]


def _proposition_move(found: Decisions, subject: str, body: Mapping[str, Any]) -> None:
    found.moved[subject] = body["issue"]


def _proposition_merge(found: Decisions, subject: str, body: Mapping[str, Any]) -> None:
    for key in body["ids"]:
        if key != subject:
            found.merged[key] = subject
    found.merged.pop(subject, None)


def _class(found: Decisions, subject: str, body: Mapping[str, Any]) -> None:
    found.classes[subject] = body["class"]


def _place(found: Decisions, _: str, body: Mapping[str, Any]) -> None:
    for key in body["entries"]:
        found.places[key] = body["proposition"]


_EFFECTS = {
    "merge": _merge,
    "split": _split,
    "issue_start": _start,
    "issue_add": _issue_add,
    "issue_rename": _issue_rename,
    "issue_move": _issue_move,
    "issue_split": _issue_split,
    "proposition_add": _proposition_add,
    "proposition_rename": _proposition_rename,
    "proposition_move": _proposition_move,
    "proposition_merge": _proposition_merge,
    "place": _place,
    "outlet": _class,
}
