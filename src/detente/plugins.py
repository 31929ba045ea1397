"""table(): the built-in things of one kind, and those that other packages add, by name."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, TypeVar

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


def table(built_in: Iterable[N], group: str) -> dict[str, N]:
    """Return things by name: built-in ones first, then those of an entry-point group.

    group: "detente.methods", "detente.exporters", "detente.collectors", "detente.readers" or
        "detente.sources".
    An added thing never takes the place of a built-in one of the same name.
    """
    things = {thing.name: thing for thing in built_in}
    for point in _points(group, tuple(sys.path)):
        if point.name not in things:
            things[point.name] = point.load()
    return things


def choose(what: str, name: str, things: Mapping[str, N]) -> N:
    """Return the thing of that name. Errors: UnknownName, listing the known ones."""
    if name not in things:
        raise UnknownName(what, name, things)
    return things[name]


@lru_cache(maxsize=32)
def _points(group: str, places: tuple[str, ...]) -> tuple[EntryPoint, ...]:
    """The entry points of a group, by name. places: Where packages are looked for now.

    Kept, since a file of each package that is installed is read to find them.
    """
    from importlib.metadata import entry_points  # noqa: PLC0415  (slow to load)

    return tuple(sorted(entry_points(group=group), key=lambda point: point.name))
