"""The further keys of the codebook: whose account it is, how far it binds, who says what was held.

Measured on the claims that match an entry of `annotations/further` by party and words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.readings.readers import Reader
from evals.annotations import FURTHER, annotated, load_further
from evals.closeness import overlap, same_source
from evals.data import Part, load_gold, load_report, scorer
from evals.reads import Form, forms

Pair = tuple[Form, Form, Any]  # read, annotated, names of the report
Values = Callable[[Form, Form, Any], Iterator[tuple[Any, Any]]]  # -> read and annotated value


@dataclass(frozen=True, slots=True)
class Key:
    """How well one further key is read.

    matched: Claims that it was looked at on. same: Of these, with the annotated value.
    stated, given: Claims for which the report states a value, and for which one is read.
    right: Read values that are the stated ones.
    """

    name: str
    matched: int
    same: int
    stated: int
    given: int
    right: int

    @property
    def f1(self) -> float | None:
        """F1 of stated values; None if there are none."""
        both = self.stated + self.given
        return 2 * self.right / both if both else None


def measure(root: Path, part: Part, reads: Reader) -> tuple[Key, ...]:
    """Return the figures of each key on the reports of a set that are annotated further."""
    score = scorer(root / "negotiations" / "score.py")
    pairs: dict[str, list[Pair]] = {name: [] for name in _SPAN}
    chosen = [key for key in annotated(FURTHER) if key in part.ids]
    reports = [load_report(part.texts, key) for key in chosen]
    for report, form in zip(reports, forms(reads, reports), strict=True):
        names = score.Names(load_gold(part.gold, report.key))
        further = load_further(root, report.key)
        for family in _SPAN:
            asked, read = further.get(family, []), form[family]
            matched = score.match(read, asked, _closeness(family, names))
            pairs[family] += [(read[i], asked[j], names) for i, j in matched]
    return tuple(_key(name, pairs[family], values) for name, family, values in KEYS)


def _closeness(family: str, names: Any) -> Callable[[Form, Form], float]:
    span, who = _SPAN[family], _WHO[family]

    def closeness(read: Form, gold: Form) -> float:
        return overlap(read[span], gold) if who(read, gold, names) else 0.0

    return closeness


def _key(name: str, pairs: Sequence[Pair], values: Values) -> Key:
    rows = [row for pair in pairs for row in values(*pair)]
    return Key(
        name,
        matched=len(rows),
        same=sum(read == gold for read, gold in rows),
        stated=sum(gold is not None for _, gold in rows),
        given=sum(read is not None for read, _ in rows),
        right=sum(read == gold is not None for read, gold in rows),
    )


def _plain(name: str, missing: Any = None) -> Values:
    """One value a claim; what stands for "not stated" counts as none."""

    def values(read: Form, gold: Form, _names: Any) -> Iterator[tuple[Any, Any]]:
        yield tuple(None if v == missing else v for v in (read[name], gold[name]))  # type: ignore[misc]

    return values


def _own(read: Form, gold: Form, _names: Any) -> Iterator[tuple[Any, Any]]:
    if gold["voice"] is not None:
        yield read["voice"] == "own" or None, gold["voice"] == "own" or None


def _voice(read: Form, gold: Form, _names: Any) -> Iterator[tuple[Any, Any]]:
    if gold["voice"] is not None:
        yield read["voice"], gold["voice"]


def _statuses(read: Form, gold: Form, names: Any) -> Iterator[tuple[Any, Any]]:
    """Each side that gives a status: the status that is read of the same side."""
    told = list(read["statuses"])
    for one in gold["statuses"]:
        same = next((t for t in told if same_source(names, t["by"], one["by"])), None)
        if same is not None:
            told.remove(same)
        yield (same["status"] if same else None), one["status"]
    for extra in told:
        yield extra["status"], None


def _roles(read: Form, gold: Form, names: Any) -> Iterator[tuple[Any, Any]]:
    for one in gold["roles"]:
        found = [r for n, r in read["roles"].items() if same_source(names, n, one["name"])]
        if found:
            yield found[0], one["role"]


def _chain(read: Form, gold: Form, names: Any) -> Iterator[tuple[Any, Any]]:
    """Each link of a chain of two and more, in the order told."""
    ours, theirs = [link["name"] for link in read["chain"]], [x["name"] for x in gold["chain"]]
    if len(ours) < 2 and len(theirs) < 2:
        return
    whole = len(ours) == len(theirs) and all(map(same_source, [names] * len(ours), ours, theirs))
    yield (len(ours) > 1 and (whole or "other")) or None, len(theirs) > 1 or None


def _same_parties(read: Form, gold: Form, names: Any) -> bool:
    ours, theirs = read["participants"], gold["participants"]
    there = sum(any(names.party(x, y) for x in ours) for y in theirs)
    right = sum(any(names.party(x, y) for y in theirs) for x in ours)
    return bool(ours) and there * 2 >= len(theirs) and right * 2 >= len(ours)


_SPAN = {
    "positions": "evidence",
    "contacts": "evidence",
    "proposals": "evidence",
    "statements": "content",
}
_WHO: Mapping[str, Callable[[Form, Form, Any], bool]] = {
    "positions": lambda read, gold, names: names.party(read["actor"], gold["actor"]),
    "contacts": _same_parties,
    "proposals": lambda _read, _gold, _names: True,
    "statements": lambda read, gold, names: same_source(names, read["speaker"], gold["speaker"]),
}
KEYS: tuple[tuple[str, str, Values], ...] = (
    ("own voice, against all others", "positions", _own),
    ("voice", "positions", _voice),
    ("level", "positions", _plain("level")),
    ("move", "positions", _plain("move")),
    ("statuses, by side", "contacts", _statuses),
    ("roles, by participant", "contacts", _roles),
    ("format", "contacts", _plain("format", "unknown")),
    ("stage", "proposals", _plain("stage")),
    ("venue", "statements", _plain("venue")),
    ("chain of two links and more", "statements", _chain),
)
