"""The lists of a page as tables: the values of its twin, a row each, with the twin's names."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

from starlette.responses import Response

from detente.exporting import left_out
from detente.model.codec import plain
from detente.views.passages import Piece
from detente.views.phrases import left_out_text
from detente.views.said import Part
from detente.views.tables import Line, Table, table_csv
from detente.web.asked import Asked
from detente.web.page import Page
from detente.web.taking import file, file_name, spreadsheet, wanted
from detente.web.workbench import Workbench

# Dataclasses within a row that become columns: an entry in a line, and what stands in that.
_DEEPEST = 2


class _Column(NamedTuple):
    """A column: its name, and where its value stands, from an object on."""

    name: str
    path: tuple[str, ...]


class _Level(NamedTuple):
    """A list on the way to the rows, and what stands in columns of each thing in it."""

    name: str
    columns: tuple[_Column, ...]


def rows_file(
    page: Page, values: object, form: str, *, shared: Workbench, asked: Asked
) -> Response:
    """Return the lists of a page as a file. form: csv, of the only one, or xlsx."""
    tables = [table_of(page.answer, values, path) for path in page.rows]
    name = file_name(page.title)
    if form == "csv":
        return file(f"{name}.csv", table_csv(tables[0]).encode())
    about = [page.title, left_out_text(left_out(shared.record, wanted(asked)), asked.up_to)]
    hidden = getattr(values, "hidden", 0)
    if isinstance(hidden, int) and hidden:
        about.append(f"Of what this page lists, {hidden} of a higher mark left out.")
    return spreadsheet(name, tables, about)


def table_of(answer: Callable[..., Any], values: object, path: str) -> Table:
    """Return a list of a page's values as a table.

    path: Where the list is, "groups.families.changes": the plain values of each level above stand
    in columns of their own. Of several things in one cell, the first value of each is named.
    answer: What returned the values: its lists have columns also while they are empty.
    """
    names = path.split(".")
    kind = _answered(answer)
    levels: list[_Level] = []
    for number, name in enumerate(names, 1):
        kind = _item(typing.get_type_hints(kind)[name])
        is_last = number == len(names)
        columns = _columns(kind, _DEEPEST if is_last else 0)
        if not is_last:
            columns = tuple(_Column(f"{name}.{one.name}", one.path) for one in columns)
        levels.append(_Level(name, columns))
    return Table(
        kind=names[-1].replace("_", " "),
        keys=tuple(column.name for level in levels for column in level.columns),
        lines=tuple(Line(values=row, said="") for row in _rows(values, levels)),
    )


def _rows(values: object, levels: Sequence[_Level]) -> Iterator[Callable[[], Mapping[str, Any]]]:
    """Yield what gives the cells of each row, by column."""
    level, below = levels[0], levels[1:]
    found = getattr(values, level.name)
    for item in found if isinstance(found, tuple) else () if found is None else (found,):
        own = partial(_cells, item, level.columns)
        if not below:
            yield own
        for row in _rows(item, below) if below else ():
            yield partial(_together, own, row)


def _together(
    above: Callable[[], Mapping[str, Any]], own: Callable[[], Mapping[str, Any]]
) -> Mapping[str, Any]:
    return {**above(), **own()}


def _cells(item: object, columns: Sequence[_Column]) -> Mapping[str, Any]:
    return {column.name: _cell(item, column.path) for column in columns}


@cache
def _columns(kind: Hashable, deep: int) -> tuple[_Column, ...]:
    """Return the columns of a dataclass. deep: How far down dataclasses in it become columns."""
    if not (isinstance(kind, type) and dataclasses.is_dataclass(kind)):
        return (_Column("value", ()),)
    hints = typing.get_type_hints(kind)
    found: list[_Column] = []
    for field in dataclasses.fields(kind):
        one = _bare(hints[field.name])
        if dataclasses.is_dataclass(one):
            below = _columns(typing.cast("Hashable", one), deep - 1) if deep else ()
            found += [_Column(f"{field.name}.{c.name}", (field.name, *c.path)) for c in below]
        elif typing.get_origin(one) is not dict and (deep or typing.get_origin(one) is not tuple):
            found.append(_Column(field.name, (field.name,)))
    return tuple(found)


def _cell(item: object, path: Sequence[str]) -> Any:
    for name in path:
        item = getattr(item, name, None)
    if isinstance(item, tuple) and not _are_pieces(item):
        return [str(plain(_first(one))) for one in item]
    return plain(_first(item))


def _first(item: object) -> object:
    """Return the first value of what has several; the pieces of one text are put together."""
    if isinstance(item, tuple) and _are_pieces(item):
        return "".join(one.text for one in item)
    if dataclasses.is_dataclass(item):
        return _first(getattr(item, dataclasses.fields(item)[0].name))
    if isinstance(item, tuple):
        return ": ".join(str(plain(one)) for one in item)
    return item


def _are_pieces(items: Sequence[object]) -> bool:
    """Whether things are the pieces of one text, in order: words, and what stands between."""
    return bool(items) and all(isinstance(one, Piece | Part) for one in items)


def _answered(answer: Callable[..., Any]) -> Any:
    """Return the dataclass that a page answers with."""
    return _bare(typing.get_type_hints(answer)["return"])


def _item(kind: Any) -> Any:
    """Return what a list is of; a single thing is a list of itself."""
    kind = _bare(kind)
    return _bare(typing.get_args(kind)[0]) if typing.get_origin(kind) is tuple else kind


def _bare(kind: Any) -> Any:
    """Return a type without None, and without an answer that is no page."""
    if not isinstance(kind, types.UnionType):
        return kind
    those = [one for one in typing.get_args(kind) if dataclasses.is_dataclass(one)]
    others = [one for one in typing.get_args(kind) if one is not type(None)]
    return next(iter((*those, *others)))
