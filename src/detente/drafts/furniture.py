"""Furniture of a page: numbers, running headers and footnotes, which belong to no point.

What runs over the pages stands at their borders. Words that stand often elsewhere are text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from detente.drafts.markers import markers

FurnitureKind = Literal["rule", "number", "running", "note"]

# "- 3 -", "Page 3", "3 of 9" are numbers of pages; "3" may be one.
_DRESSED = re.compile(
    r"\s*(?:[-–—]\s*(?P<dashed>\d{1,4})\s*[-–—]|(?:page|p\.)\s*(?P<named>\d{1,4})"
    r"(?:\s*(?:of|/)\s*\d{1,4})?|(?P<of>\d{1,3})\s*(?:of|/)\s*\d{1,3})\s*",
    re.IGNORECASE,
)
_BARE = re.compile(r"\s*(?:[-–—]\s*)?(?P<bare>\d{1,4})(?:\s*[-–—])?\s*")
_SIGN = re.compile(r"\s*([¹²³⁴-⁹]+|\[\d{1,3}\]|\*{1,3}|†|‡)\s*(?=\S)(?![-–—])")
# A note without a sign of its own, and its number where the text sends to it: "the strip2."
_NUMBERED, _SENT = re.compile(r"\s*(\d{1,2})\s+(?=\S)"), r"[^\W\d_][\"”’).,;:]?{number}(?!\d)"
_RULE = re.compile(r"\s*[_\-–—=*]{3,}\s*")
_NUMBER = re.compile(r"\d+")
# A number that stands apart from the words of its line, as that of a page does.
_APART = re.compile(
    r"(?i)\bp(?:age|\.)\s*\d|\d\s*(?:of|/)\s*\d|\d\s*[|–—]|[|–—]\s*\d|\s{2}\d|\d\s{2}"
)
# In a text with pages: so many lines at the top and foot of a page may run over the pages, and do
# if they stand in one place on so many of them; the number of a page may stand below them.
_PAGE_BREAK, _EDGE, _SHARE, _FEWEST = "\f", 2, 0.5, 2
# A line that runs is no longer than that; on so many pages, all of them, whatever is one.
_SHORT, _ALL = 90, 3
# Without pages a bare number is that of one if the next follows it after so many lines with words.
_PAGE = 3


# The lines of a page that have words, by their places in the text.
_Page: TypeAlias = tuple[int, ...]


def furniture(lines: Sequence[str]) -> tuple[FurnitureKind | None, ...]:
    """Return for each line of a text which furniture it is; None for text and blank lines.

    >>> furniture(["1. Forces leave.", "Draft of 3 March", "- 1 -", "2. Prisoners return."])
    (None, None, 'number', None)
    """
    found: dict[int, FurnitureKind] = {
        number: "rule" for number, line in enumerate(lines) if _RULE.fullmatch(line)
    }
    found |= dict.fromkeys(_notes(lines), "note")
    numbers = _numbers(lines)
    found |= dict.fromkeys(numbers, "number")
    found |= dict.fromkeys(_running(lines, _pages(lines, numbers), numbers), "running")
    return tuple(found.get(number) for number in range(len(lines)))


def _pages(lines: Sequence[str], numbers: Mapping[int, int]) -> list[_Page]:
    """Return the pages of a text: by their breaks, else by their numbers."""
    has_breaks = any(_PAGE_BREAK in line for line in lines)
    pages: list[list[int]] = [[]]
    for number, line in enumerate(lines):
        if has_breaks and _PAGE_BREAK in line:
            pages.append([])
        if line.strip():
            pages[-1].append(number)
        if not has_breaks and number in numbers:
            pages.append([])
    return [tuple(rows) for rows in pages if rows]


def _numbers(lines: Sequence[str]) -> dict[int, int]:
    """Return the lines that are numbers of pages, with these."""
    dressed: dict[int, int] = {}
    bare: dict[int, int] = {}
    for number, line in enumerate(lines):
        is_dressed, is_bare = _DRESSED.fullmatch(line), _BARE.fullmatch(line)
        if (is_dressed or is_bare) and _goes_on(lines, number):
            continue
        if is_dressed:
            dressed[number] = int(next(filter(None, is_dressed.groups())))
        elif is_bare:
            bare[number] = int(is_bare["bare"])
    if any(_PAGE_BREAK in line for line in lines):
        return dressed | _counting(_pages(lines, {}), bare)
    return dressed | _following(lines, bare)


def _counting(pages: Sequence[_Page], bare: Mapping[int, int]) -> dict[int, int]:
    """Return the bare numbers at the borders of pages that count these."""
    deep = _EDGE + 1
    at = {row: n for n, page in enumerate(pages, 1) for row in (*page[:deep], *page[-deep:])}
    steps = Counter(bare[row] - at[row] for row in bare.keys() & at.keys())
    usual = {step for step, count in steps.items() if count >= max(_FEWEST, _SHARE * len(pages))}
    return {row: n for row, n in bare.items() if row in at and n - at[row] in usual | {0}}


def _following(lines: Sequence[str], bare: Mapping[int, int]) -> dict[int, int]:
    """Return the bare numbers that count on, a page of words between."""
    found: dict[int, int] = {}
    for one, other in pairwise(bare):
        between = sum(bool(line.strip()) for line in lines[one + 1 : other])
        if bare[other] == bare[one] + 1 and between >= _PAGE:
            found |= {one: bare[one], other: bare[other]}
    return found


def _goes_on(lines: Sequence[str], number: int) -> bool:
    """Whether a line stands within a sentence: no stop before it, and a small letter after it."""
    before = lines[number - 1].rstrip() if number else ""
    after = lines[number + 1].lstrip() if number + 1 < len(lines) else ""
    return bool(before) and before[-1] not in ".;:!?" and after[:1].islower()


def _running(lines: Sequence[str], pages: Sequence[_Page], numbers: Mapping[int, int]) -> set[int]:
    """Return the lines that stand in one place at the top or foot of many pages."""
    found: set[int] = set()
    for edge in range(_EDGE):  # from the borders inwards: what stands within text runs nowhere
        seen: dict[tuple[str, int], dict[int, int]] = {}
        for n, page in enumerate(pages):
            words = [row for row in page if row not in numbers]
            for place in (edge, -1 - edge) if edge < len(words) else ():
                if edge == 0 or words[0 if place > 0 else -1] in found:
                    row = words[place]
                    key = _NUMBER.sub("#", lines[row].strip().lower())
                    seen.setdefault((key, place), {})[n] = row
        for rows in seen.values():
            if _runs(lines, rows, pages=len(pages)):
                found.update(rows.values())
    return found


def _runs(lines: Sequence[str], rows: Mapping[int, int], *, pages: int) -> bool:
    """Whether a line that stands in one place of pages is a header or footer. rows: By page."""
    if len(rows) < max(_FEWEST, _SHARE * pages) or not all(
        _may_run(lines[n]) for n in rows.values()
    ):
        return False
    all_over = len(rows) >= max(_ALL, pages - 1)
    is_within = any(_is_within(lines, row) for row in rows.values())
    return _is_of_pages(lines, rows, all_over=all_over) and (all_over or not is_within)


def _is_of_pages(lines: Sequence[str], rows: Mapping[int, int], *, all_over: bool) -> bool:
    """Whether lines that are one but for their numbers differ by that of the page alone.

    "Phase 1" and "Phase 2" on two pages are headings.
    """
    told = [[int(n) for n in _NUMBER.findall(lines[row])] for row in rows.values()]
    changing = [numbers for numbers in zip(*told, strict=True) if len(set(numbers)) > 1]
    if any(len({n - page for n, page in zip(one, rows, strict=True)}) > 1 for one in changing):
        return False
    first = next(iter(rows.values()))
    return not changing or all_over or bool(_APART.search(lines[first]))


def _may_run(line: str) -> bool:
    """Whether a line may be a header: no provision, and no "Article 3"."""
    words = line.strip()
    return bool(words) and len(words) <= _SHORT and words[-1] not in ".;:," and not markers(line)


def _is_within(lines: Sequence[str], number: int) -> bool:
    """Whether a line begins small after one with words and no stop: it goes on a sentence."""
    above = next((row for row in reversed(lines[:number]) if row.strip()), "").rstrip()
    return lines[number].lstrip()[:1].islower() and bool(above) and above[-1] not in ".;:!?"


def _notes(lines: Sequence[str]) -> set[int]:
    """Return the lines that are notes at the foot of their page: the text above sends to them."""
    breaks = [number for number, line in enumerate(lines) if _PAGE_BREAK in line]
    found: set[int] = set()
    for start, end in pairwise([0, *breaks, len(lines)]):
        found.update(_numbered(lines, start, end), _under_a_rule(lines, start, end))
    return found


def _numbered(lines: Sequence[str], start: int, end: int) -> Iterator[int]:
    """Yield the notes that begin with their number: they end the page, and no point is there."""
    for number in range(start + (end - start) // 3, end):
        note = _NUMBERED.match(lines[number])
        sent = re.compile(_SENT.format(number=note[1])) if note else None
        if sent and any(sent.search(line) for line in lines[start:number]):
            rest = [n for n in range(number, end) if lines[n].strip()]
            if not any(markers(lines[n]) for n in rest):
                yield from rest
            return


def _under_a_rule(lines: Sequence[str], start: int, end: int) -> Iterator[int]:
    """Yield the notes beneath a rule: the text sends to the sign of each. Bullets are none."""
    rules = [n for n in range(start, end) if _RULE.fullmatch(lines[n])]
    for rule, stop in pairwise([*rules, end]):
        below = [n for n in range(rule + 1, stop) if lines[n].strip()]
        signs = [sign[1] if (sign := _SIGN.match(lines[n])) else "" for n in below]
        sent = [bool(sign) and _sends(lines[start:rule], sign) for sign in signs]
        last = sent.index(False) if False in sent else len(sent)
        if len(set(signs[:last])) == last:
            yield from below[:last]


def _sends(above: Sequence[str], sign: str) -> bool:
    sent = re.compile(rf"[^\s*]{re.escape(sign)}(?!\*)")
    return any(sent.search(line) for line in above)
