"""table(): the built-in things of one kind, and those that other packages add, by name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from detente.model.errors import UnknownName

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


class Named(Protocol):
    """Anything with a name to call it by."""

    @property
    def name(self) -> str:
        """The name that users type."""
        ...


N = TypeVar("N", bound=Named)
Hear = Callable[[str], None]
# Who hears of what does not load; the last one asked to. Nobody in a process that only reads.
_hearing: list[Hear] = []


@dataclass(frozen=True, slots=True)
class NotLoaded:
    """An entry point that cannot be used. name: What it would be called. words: Why, what now."""

    name: str
    words: str


class Table(dict[str, N]):
    """Things by name. left_out: Entry points that cannot be used."""

    left_out: tuple[NotLoaded, ...] = ()


def table(built_in: Iterable[N], group: str) -> Table[N]:
    """Return things by name: built-in ones first, then those of an entry-point group.

    group: "detente.methods", "detente.exporters", "detente.collectors", "detente.readers" or
        "detente.sources".
    An added thing never takes the place of a built-in one of the same name. One that does not
    load is left out and said (see `heard_by`); all else goes on.
    """
    things = Table({thing.name: thing for thing in built_in})
    for point in _points(group, tuple(sys.path)):
        if point.name not in things:
            _put(things, point)
    for one in things.left_out:
        for hear in _hearing[-1:]:
            hear(one.words)
    return things


def left_out(group: str) -> tuple[str, ...]:
    """Return which entry points of a group do not load, why, and what now."""
    things: Table[Any] = table((), group)
    return tuple(one.words for one in things.left_out)


def choose(what: str, name: str, things: Mapping[str, N]) -> N:
    """Return the thing of that name. Errors: UnknownName, listing the known ones.

    Of one that is there but does not load, the error says why.
    """
    if name not in things:
        left_out = things.left_out if isinstance(things, Table) else ()
        why = next((f"; {one.words}" for one in left_out if one.name == name), "")
        raise UnknownName(what, name, things, why=why)
    return things[name]


@contextmanager
def heard_by(hear: Hear) -> Iterator[None]:
    """Let somebody hear of each entry point that does not load, each time that it is asked for."""
    _hearing.append(hear)
    try:
        yield
    finally:
        _hearing.remove(hear)


def _put(things: Table[Any], point: EntryPoint) -> None:
    thing, why = _loaded(point, tuple(sys.path))
    if not why:
        things[point.name] = thing
        return
    package = f" of the package {point.dist.name}" if point.dist else ""
    words = (
        f"the plug-in {point.name!r}{package} does not load and is left out: {point.group} names "
        f"{point.value}, but {why}; mend, update or remove that package"
    )
    things.left_out = (*things.left_out, NotLoaded(point.name, words))


@lru_cache(maxsize=256)
def _loaded(point: EntryPoint, _places: tuple[str, ...]) -> tuple[Any, str]:
    """The thing of an entry point, or why it cannot be had: tried once, however often asked."""
    try:
        return point.load(), ""
    except (Exception, SystemExit) as error:  # whatever another package does, ours goes on
        return None, f"{type(error).__name__}: {error}"


@lru_cache(maxsize=32)
def _points(group: str, places: tuple[str, ...]) -> tuple[EntryPoint, ...]:
    """The entry points of a group, by name. places: Where packages are looked for now.

    Kept, since a file of each package that is installed is read to find them.
    """
    from importlib.metadata import entry_points  # noqa: PLC0415  (slow to load)

    return tuple(sorted(entry_points(group=group), key=lambda point: point.name))
