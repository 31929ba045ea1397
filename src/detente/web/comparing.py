"""Drafts of the record as they are compared here: laid abreast once, while nothing changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from detente import comparing
from detente.drafts.threads import Stage, threads
from detente.model.drafts import Draft
from detente.model.text import Mark
from detente.model.versions import Background, Lineage, Node, Pinning, Thread, Version
from detente.record import Record
from detente.views.abreast import Abreast
from detente.web.asked import Asked

if TYPE_CHECKING:
    from detente.drafts.vectors import Embed

# What is kept worked out: a reader goes to and fro between a few pages.
MOST_KEPT = 8

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class History:
    """The versions of a proposal, and each point through them."""

    stages: tuple[Stage, ...]
    threads: tuple[Thread, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """Two drafts abreast.

    told: Who speaks of which point, and who had asked for what changed. said: What the desk said
    of their points, told from the first.
    """

    abreast: Abreast
    told: Background
    said: tuple[Pinning, ...]


@dataclass(slots=True)
class Comparing:
    """Compares drafts of a record; what it keeps of a draft goes when the draft goes.

    embed: Knows the meaning of sentences; None for words alone.
    """

    record: Record
    embed: Embed | None = None
    _kept: OrderedDict[Hashable, tuple[frozenset[str], Any]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def versions(self, asked: Asked) -> tuple[Version, ...]:
        """Return the drafts as an address asks for them: of no later day, known by then."""
        return tuple(
            version
            for version in self.record.drafts(asked.up_to)
            if (asked.known_by is None or version.entered <= asked.known_by)
            and (asked.as_of is None or version.dated is None or version.dated <= asked.as_of)
        )

    def lineage(self, asked: Asked) -> Lineage:
        """Return drafts and those that reports tell of, in their lineage, up to a day."""
        found = self._once(
            (asked.up_to, self.record.version()),
            {version.id for version in self.record.drafts(asked.up_to)},
            lambda: comparing.lineage(self.record, asked.up_to),
        )
        kept = {version.id for version in self.versions(asked)}
        nodes = (
            node
            for node in found.nodes
            if (node.id in kept if node.version else _was_told(node, asked))
        )
        return replace(found, nodes=tuple(nodes))

    def draft(self, version: Version) -> Draft:
        """Return a draft in its points. Errors: NoSuchEntry."""
        return comparing.kept_draft(self.record, version)

    def history(self, proposal: str, asked: Asked) -> History:
        """Return the versions of a proposal with each point through them. Errors: UnknownName."""
        live = self.record.drafts(asked.up_to)
        ids = {version.id for version in live if version.proposal == proposal}
        key = (proposal, asked.up_to, self.record.version())

        def work_out() -> History:
            stages = comparing.history(self.record, proposal, asked.up_to, embed=self.embed)
            return History(stages, threads(stages))

        return self._once(key, ids, work_out)

    def laid(self, a: Version, b: Version, up_to: Mark) -> Laid:
        """Return two drafts abreast, with what the desk said of their points and what is told."""
        said = self._pinnings(a, b)
        abreast = self._once(
            (a.id, b.id, frozenset(said)),
            {a.id, b.id},
            lambda: Abreast(comparing.compare_kept(self.record, a, b, embed=self.embed)),
        )
        told = self._once(
            (a.id, b.id, up_to, self.record.version()),
            {a.id, b.id},
            lambda: comparing.background(self.record, a, b, up_to=up_to, told=abreast.comparison),
        )
        return Laid(abreast, told, said)

    def _pinnings(self, a: Version, b: Version) -> tuple[Pinning, ...]:
        """Return what the desk said of points of two drafts, told from the first."""
        both = {a.id, b.id}
        return tuple(one.turned(a.id) for one in self.record.pinnings() if {one.a, one.b} == both)

    def kept(self) -> tuple[Any, ...]:
        """Return what is kept worked out: a purge is tested by it."""
        with self._lock:
            self._forget()
            return tuple(made for _, made in self._kept.values())

    def _once(self, key: Hashable, ids: set[str], work_out: Callable[[], T]) -> T:
        """Return what was worked out under a key, now or before. ids: Of the drafts in it."""
        with self._lock:
            self._forget()
            if key in self._kept:
                self._kept.move_to_end(key)
                found: T = self._kept[key][1]
                return found
        made = work_out()
        with self._lock:
            self._kept[key] = (frozenset(ids), made)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return made

    def _forget(self) -> None:
        """Drop what holds words of drafts that were purged or taken back."""
        live = {version.id for version in self.record.drafts("restricted")}
        for key in [key for key, (ids, _) in self._kept.items() if not ids <= live]:
            del self._kept[key]


def _was_told(node: Node, asked: Asked) -> bool:
    first = node.told[0].first
    return asked.as_of is None or first is None or first <= asked.as_of
