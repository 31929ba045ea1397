"""The numbers that a word processor shows before the paragraphs of lists in a DOCX."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from detente.reports.numerals import shown

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list. text: Its numbers as shown, "%1.%2" for those of the levels above."""

    form: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class _List:
    """A list. counted_as: Lists of one shape go on counting. restarts: Level -> first number."""

    counted_as: str
    levels: dict[int, _Level]
    restarts: dict[int, int]


class Numbering:
    """Counts the paragraphs of numbered lists as the program that shows them does."""

    def __init__(self, document: Any) -> None:
        """Take the lists and styles of an open document."""
        try:
            numbering = document.part.numbering_part.element
        except (KeyError, NotImplementedError):  # it has no lists
            numbering = ()
        self._lists = _lists(numbering)
        styles = document.styles.element.iter(f"{W}style")
        self._styles = {style.get(f"{W}styleId"): style for style in styles}
        self._counts: dict[tuple[str, int], int] = {}
        self._begun: set[str] = set()

    def label(self, paragraph: Any) -> str:
        """Return a paragraph's number with a blank after it, "" if it is in no list."""
        name, at = self._place(paragraph)
        known = self._lists.get(name)
        if known is None or at not in known.levels:
            return ""
        self._count(name, known, at)
        level = known.levels[at]
        if level.form == "bullet":
            return "• "
        text = level.text
        for n, outer in known.levels.items():
            if n <= at:
                value = self._counts.get((known.counted_as, n), outer.start)
                text = text.replace(f"%{n + 1}", shown(value, outer.form))
        return f"{text} " if text.strip() else ""

    def _count(self, name: str, known: _List, at: int) -> None:
        if name not in self._begun:
            self._begun.add(name)
            for n, first in known.restarts.items():
                self._counts[known.counted_as, n] = first - 1
        key = (known.counted_as, at)
        self._counts[key] = self._counts.get(key, known.levels[at].start - 1) + 1
        for other in [k for k in self._counts if k[0] == key[0] and k[1] > at]:
            del self._counts[other]

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Return the list and level of a paragraph, by itself or by its style; "" for none."""
        found = paragraph.find(f"{W}pPr/{W}numPr")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        seen: set[str] = set()
        while found is None and style is not None:
            name = style.get(f"{W}val")
            if name not in self._styles or name in seen:
                break
            seen.add(name)
            found = self._styles[name].find(f"{W}pPr/{W}numPr")
            style = self._styles[name].find(f"{W}basedOn")
        if found is None:
            return "", 0
        return _value(found, "numId", ""), int(_value(found, "ilvl", "0"))


def _lists(numbering: Any) -> dict[str, _List]:
    shapes = {
        shape.get(f"{W}abstractNumId"): {
            int(level.get(f"{W}ilvl")): _Level(
                _value(level, "numFmt", "decimal"),
                _value(level, "lvlText", ""),
                int(_value(level, "start", "1")),
            )
            for level in shape.iter(f"{W}lvl")
        }
        for shape in numbering
        if shape.tag == f"{W}abstractNum"
    }
    return {
        number.get(f"{W}numId"): _List(
            counted_as=(shape := _value(number, "abstractNumId", "")),
            levels=shapes.get(shape, {}),
            restarts={
                int(one.get(f"{W}ilvl")): int(_value(one, "startOverride", "1"))
                for one in number.iter(f"{W}lvlOverride")
                if one.find(f"{W}startOverride") is not None
            },
        )
        for number in numbering
        if number.tag == f"{W}num"
    }


def _value(element: Any, tag: str, default: str) -> str:
    found = element.find(f"{W}{tag}")
    value = found.get(f"{W}val") if found is not None else None
    return default if value is None else str(value)
