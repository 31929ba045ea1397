"""Numbered lists of Word files that a test makes."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

LIST = 90


def add_list(document: Any, *levels: tuple[str, str]) -> None:
    """Add a list to those of a Word file. levels: Of each the form and words of its numbers."""
    numbering = document.part.numbering_part.element
    shape, number = OxmlElement("w:abstractNum"), OxmlElement("w:num")
    shape.set(qn("w:abstractNumId"), str(LIST))
    for level, (form, text) in enumerate(levels):
        made = OxmlElement("w:lvl")
        made.set(qn("w:ilvl"), str(level))
        for tag, value in (("start", "1"), ("numFmt", form), ("lvlText", text)):
            item = OxmlElement(f"w:{tag}")
            item.set(qn("w:val"), value)
            made.append(item)
        shape.append(made)
    number.set(qn("w:numId"), str(LIST))
    of = OxmlElement("w:abstractNumId")
    of.set(qn("w:val"), str(LIST))
    number.append(of)
    numbering.insert(0, shape)
    numbering.append(number)


def put_in_list(paragraph: Any, level: int) -> None:
    """Make a paragraph a point of that list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = LIST
    properties.get_or_add_ilvl().val = level
