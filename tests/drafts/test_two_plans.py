"""A plan of 28 points and its revision of 19: what changed was written down by hand first.

The same words as Markdown, as a page and as a Word file, with numbers that the program makes. How
wording is cut into stretches was taken over afterwards from what was told.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import docx
import pytest

from detente.drafts.aligning import align
from detente.drafts.around import compare_whole
from detente.drafts.points import cut
from detente.model.drafts import Changed, Comparison, Draft
from detente.reports.documents import read_document
from tests.reports.lists import add_list, put_in_list

TEXTS = Path(__file__).parents[1] / "data" / "drafts"
KINDS = ("md", "html", "docx")
# Points, how they came to be one, and what changed; + and - for words that came or went.
EXPECTED = """
1 > 1 kept: wording + and its tributaries; deadline 1 June 2032 > 15 June 2032 later
2,3 > 2 merged: actor Tarvel > Each party; number 30 kilometres > 20 kilometres down;
  deadline 45 days > 60 days up; wording - Osmark shall withdraw its artillery to a distance of
  30 kilometres from the river within 45 days of signature
15 > 3 moved: condition + unless they are charged with murder added
16 > 4 moved: obligation should > shall stronger
4,6 > 5 merged: number eight members > ten members up; number four > five up;
  wording The commission > It; obligation may > shall stronger
5 > 6 kept: frequency every two weeks > every month less often
7 > 7 kept: number at least 14 hours > at most 16 hours turned around;
  number 14 hours > 16 hours up
8,9 > 8 merged: number 420 cubic metres > 380 cubic metres down;
  wording From October to February Tarvel shall release > and;
  wording + from October to February
10 > 9 kept: actor Osmark > Osmark and the River Union
12 > 10 kept: exception - except during the spawning season dropped
13 > 11 kept: obligation shall > should weaker
17 > 12,13 split: wording + in these villages; deadline + within two years added
18 > 14 kept: deadline 2033 > 2034 later
24 > 15 kept: negation + not added
26 > 17 kept: wording + an arbiter named by; wording Court of Rivers > River Union;
  deadline three months > six months up
27 > 18 kept: negation + Neither added; wording - Either; deadline - six months dropped;
  wording with six months' notice > before; deadline + 1 January 2036 added
28 > 19 kept: frequency every two years > every year more often
"""
ADDED, DELETED = ("16",), ("11", "14", "19", "20", "21", "22", "23", "25")


class Piece(NamedTuple):
    """A paragraph of a plan. kind: "#" of a heading, "1." of a point, "" of any other."""

    kind: str
    words: str


def pieces(text: str) -> Iterator[Piece]:
    for line in filter(None, text.split("\n")):
        match = re.match(r"(#+|\d+\.) ", line)
        yield Piece(match[1], line[match.end() :]) if match else Piece("", line)


def as_page(text: str) -> str:
    out = []
    for is_list, found in groupby(pieces(text), key=lambda piece: piece.kind.endswith(".")):
        some = [Piece(one.kind, html.escape(one.words)) for one in found]
        if is_list:
            items = "".join(f"<li>{one.words}</li>" for one in some)
            out.append(f'<ol start="{some[0].kind[:-1]}">{items}</ol>')
        else:
            tags = [f"h{len(one.kind)}" if one.kind else "p" for one in some]
            out += [f"<{t}>{one.words}</{t}>" for t, one in zip(tags, some, strict=True)]
    return f"<html><body>{''.join(out)}</body></html>"


def as_word(text: str) -> Any:
    document = docx.Document()
    add_list(document, ("decimal", "%1."))
    for piece in pieces(text):
        if piece.kind.startswith("#"):
            document.add_heading(piece.words, len(piece.kind))
            continue
        paragraph = document.add_paragraph(piece.words)
        if piece.kind:
            put_in_list(paragraph, 0)
    return document


@cache
def expected() -> list[str]:
    return re.sub(r"\n +", " ", EXPECTED).strip().split("\n")


def compared(folder: Path, kinds: tuple[str, str]) -> Comparison:
    drafts = []
    for name, kind in zip(("lenne_1", "lenne_2"), kinds, strict=True):
        text = (TEXTS / f"{name}.md").read_text("utf-8")
        path = folder / f"{name}.{kind}"
        if kind == "docx":
            as_word(text).save(path)
        else:
            path.write_text(as_page(text) if kind == "html" else text, "utf-8")
        found = read_document(path)
        drafts.append(cut(found.name, found.text))
    return compare_whole(align(*drafts))


def told(found: Comparison) -> list[str]:
    return [_line(found, one) for one in found.changed]


def _line(found: Comparison, one: Changed) -> str:
    a, b = found.alignment.a, found.alignment.b
    head = f"{_labels(a, one.pair.a)} > {_labels(b, one.pair.b)} {one.pair.kind}: "
    edits = []
    for edit in one.edits:
        if edit.kind == "editorial":
            continue
        words = f"{edit.before} > {edit.after}"
        if not edit.before or not edit.after:
            words = f"+ {edit.after}" if edit.after else f"- {edit.before}"
        direction = f" {edit.direction}" if edit.direction else ""
        edits.append(f"{edit.kind} {words}{direction}")
    return head + "; ".join(edits)


def _labels(draft: Draft, parts: tuple[int, ...]) -> str:
    return ",".join(draft.parts[n].label for n in parts)


@pytest.mark.parametrize("kinds", [*zip(KINDS, KINDS, strict=True), ("docx", "html")])
def test_what_changed_between_two_plans_is_what_was_written_down(
    kinds: tuple[str, str], tmp_path: Path
) -> None:
    found = compared(tmp_path, kinds)
    assert told(found) == expected()
    at = found.alignment
    assert tuple(at.a.parts[n].label for n in at.deleted) == DELETED
    assert tuple(at.b.parts[n].label for n in at.added) == ADDED
    preamble = [e.after for one in found.around for e in one.edits if "truce" in e.after]
    assert preamble == ["and recalling the truce of"]
    assert [draft.parts[-1].kind for draft in (at.a, at.b)] == ["signature", "signature"]
