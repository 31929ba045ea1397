"""Furniture of a page: numbers, running headers and footnotes, which belong to no point."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from detente.drafts.markers import markers

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—]\s*)?(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—])?\s*", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"\s*(?:[¹²³⁴-⁹]+|\[\d{1,3}\]|\*{1,3}|†|‡)\s*(?=\S)(?![-–—])")
# A note without a sign of its own, and its number where the text sends to it: "the strip2."
_NUMBERED, _SENT = re.compile(r"\s*(\d{1,2})\s+(?=\S)"), r"[^\W\d_][\"”’).,;:]?{number}(?!\d)"
_RULE = re.compile(r"\s*[_\-–—=*]{3,}\s*")
# In a text with pages: so many lines at the top and foot of a page may run over the pages, and do
# if they stand there on so many of them.
_PAGE_BREAK, _EDGE, _SHARE, _FEWEST = "\f", 2, 0.5, 2
# A line that stands so often, numbers aside, and is no longer than that runs over the pages.
_OFTEN, _SHORT = 3, 90


def is_furniture(lines: Sequence[str]) -> tuple[bool, ...]:
    """Return for each line of a text whether it is furniture. Blank lines are none.

    >>> is_furniture(["1. Forces leave.", "Draft of 3 March", "- 1 -", "2. Prisoners return."])
    (False, False, True, False)
    """
    running, notes = _running(lines), _notes(lines)
    found = []
    after_rule = False
    for number, line in enumerate(lines):
        if _RULE.fullmatch(line):
            after_rule = True
            found.append(True)
            continue
        note = number in notes or (after_rule and bool(_FOOTNOTE.match(line)))
        runs = _without_numbers(line) in running and _may_run(line)
        found.append(bool(_PAGE_NUMBER.fullmatch(line)) or runs or note)
        after_rule = note or (after_rule and not line.strip())
    return tuple(found)


def _notes(lines: Sequence[str]) -> set[int]:
    """Return the lines that are notes at the foot of their page: the text above sends to them."""
    breaks = [number for number, line in enumerate(lines) if _PAGE_BREAK in line]
    found: set[int] = set()
    for start, end in pairwise([0, *breaks, len(lines)]):
        for number in range(start + (end - start) // 3, end):
            note = _NUMBERED.match(lines[number])
            sent = re.compile(_SENT.format(number=note[1])) if note else None
            if sent and any(sent.search(line) for line in lines[start:number]):
                found.update(n for n in range(number, end) if lines[n].strip())
                break
    return found


def _running(lines: Sequence[str]) -> set[str]:
    """Return what stands at top or foot of many pages; where there are none, what stands often."""
    pages: list[list[str]] = [[]]
    for line in lines:
        if _PAGE_BREAK in line:
            pages.append([])
        if line.strip():
            pages[-1].append(_without_numbers(line))
    if len(pages) == 1:
        return {line for line, count in Counter(pages[0]).items() if count >= _OFTEN}
    edges = Counter(line for page in pages for line in {*page[:_EDGE], *page[-_EDGE:]})
    return {n for n, count in edges.items() if count >= max(_FEWEST, _SHARE * len(pages))}


def _without_numbers(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip().lower())


def _may_run(line: str) -> bool:
    """Whether a line that stands often may be a header: no provision, and no "Article 3"."""
    words = line.strip()
    return bool(words) and len(words) <= _SHORT and words[-1] not in ".;:," and not markers(line)
