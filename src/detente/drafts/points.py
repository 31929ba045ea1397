"""cut(): the text of a draft in parts. Points nest as they are numbered; nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from detente.drafts.blocks import (
    ENDS,
    HEADING_WORDS,
    PREAMBLE,
    SIGNATURE,
    Block,
    Line,
    body_of,
    lines_of,
    spans_of,
)
from detente.drafts.headed import headed
from detente.drafts.markers import RANKED, Marker, markers
from detente.drafts.noticing import left_out, notices
from detente.model.drafts import Draft, Part, PartKind
from detente.model.uncollected import uncollected

# "Annex 2 to the Agreement" is a title, and no part of one.
_OF = re.compile(r"(?:to|of) (?:the|an?) ")
# A number above that is an amount at the head of a line, unless it follows another.
_AMOUNT = 200


@uncollected()
def cut(name: str, text: str, notes: Sequence[str] = ()) -> Draft:
    r"""Return a draft in its parts; joined, their spans are the text, every character once.

    Numbered points and bullets are points, nested by their numbering. In a text with neither,
    headed paragraphs are, and else paragraphs.

    >>> draft = cut("plan", "Plan\n\n1. Forces leave.\n(a) The east.\n2. Prisoners return.")
    >>> [(p.kind, p.path, p.body) for p in draft.parts][1:3]
    [('point', ('1',), 'Forces leave.'), ('point', ('1', 'a'), 'The east.')]
    """
    lines = lines_of(text)
    blocks = _numbered(lines) or headed(lines)
    _mark_signature(blocks)
    parts = tuple(_parts(text, blocks))
    noticed = (*left_out(lines), *notices(parts))
    return Draft(name=name, text=text, parts=parts, notes=(*notes, *noticed))


@dataclass(slots=True)
class _Level:
    """A list that is open: its way of numbering, the number reached, and where it stands."""

    marker: Marker
    block: int


@dataclass(slots=True)
class _Levels:
    """The lists that are open, outermost first."""

    open: list[_Level] = field(default_factory=list)

    def place(
        self, options: Sequence[Marker], counted: frozenset[str], lone: bool
    ) -> Marker | None:
        """Close what a marker ends, and return how it is to be read; None if it is no marker.

        counted: Ways of numbering in which some number follows another, so that they are lists.
        lone: Whether the line stands so that a number alone opens a point too.
        """
        for depth in range(len(self.open) - 1, -1, -1):
            last = self.open[depth].marker
            for option in options:
                if _follows(option, last):
                    del self.open[depth:]
                    return option
        for option in options:
            if option.style in RANKED or option.style == "1.1" or option.value in (0, 1):
                self._close_for(option)
                return option
        for option in options:
            is_list = option.style in counted or (lone and _is_number(option))
            if is_list and option.value <= _AMOUNT:
                self._close_for(option)
                return option
        return None

    def _close_for(self, marker: Marker) -> None:
        """Close the lists that a marker which continues none of them cannot stand in."""
        holders = [n for n, level in enumerate(self.open) if _is_within(marker, level.marker)]
        if holders:
            del self.open[holders[-1] + 1 :]
            return
        for depth, level in enumerate(self.open):
            if _is_above(marker, level.marker):
                del self.open[depth:]
                return


def _follows(marker: Marker, last: Marker) -> bool:
    if marker.style != last.style or marker.depth != last.depth:
        return False
    if marker.style == "1.1" and marker.label.rsplit(".", 1)[0] != last.label.rsplit(".", 1)[0]:
        return False
    return marker.value in (0, last.value + 1) or marker.value == last.value


def _is_within(marker: Marker, outer: Marker) -> bool:
    """Whether a marker says by itself in which point it lies: 1.1 in 1, under whatever chapter."""
    above = f"{marker.label.rsplit('.', 1)[0]}."
    return marker.style == "1.1" and above.startswith(f"{outer.label}.")


def _is_number(marker: Marker) -> bool:
    """Whether a marker is a number and can be nothing else: "C. Lund" and "a) and" may be."""
    return marker.label.isdigit() or (
        len(marker.label) > 1 and marker.style in ("I.", "I)", "(I)", "(i)", "i)", "i.")
    )


def _is_lone(lines: Sequence[Line], every: Sequence[Sequence[Marker]], number: int) -> bool:
    """Whether a line stands apart from the one before it and its words begin as a sentence.

    It does after a blank line, after a colon, and after a number that has no words beside it.
    """
    if number and not lines[number - 1].is_blank:
        before = lines[number - 1].text.rstrip()
        bare = any(marker.end >= len(before) for marker in every[number - 1])
        if not (bare or before.endswith(":")):
            return False
    words = lines[number].text[every[number][0].end :].lstrip(" \t\"“'")
    return words[:1].isupper()


def _is_above(marker: Marker, last: Marker) -> bool:
    """Whether a marker stands at the level of another or above it."""
    if marker.style == last.style:
        return marker.depth <= last.depth if marker.depth else True
    if marker.style in RANKED:
        return last.style not in RANKED or RANKED.index(marker.style) < RANKED.index(last.style)
    if marker.style == "1.1":
        above = marker.label.rsplit(".", 1)[0]
        return last.style not in RANKED and not f"{above}.".startswith(f"{last.label}.")
    return False


def _numbered(lines: Sequence[Line]) -> list[Block]:
    """Return the blocks of a text with numbered points or bullets; none if it has none."""
    every = [() if line.is_blank else markers(line.text) for line in lines]
    _free_title(lines, every)
    counted = _counted(every)
    levels = _Levels()
    blocks = [Block("preamble", [])]
    for number, (line, options) in enumerate(zip(lines, every, strict=True)):
        lone = bool(options) and _is_lone(lines, every, number)
        marker = levels.place(options, counted, lone) if options else None
        if marker is not None:
            parent = levels.open[-1].block if levels.open else None
            kind: PartKind = "heading" if marker.style == "heading" else "point"
            levels.open.append(_Level(marker, len(blocks)))
            blocks.append(Block(kind, [line], marker.label, marker.end, parent))
        elif _is_heading(lines, every, number) and _is_full(blocks[-1]):
            blocks.append(Block("heading", [line]))
            levels.open.clear()
        elif _opens_preamble(blocks, line):
            blocks.append(Block("preamble", [line]))
        elif _is_beneath(blocks[-1], line):
            blocks.append(Block("point", [line], parent=len(blocks) - 1))
        else:
            blocks[-1].lines.append(line)
    return blocks if any(block.kind == "point" for block in blocks) else []


def _free_title(lines: Sequence[Line], every: list[tuple[Marker, ...]]) -> None:
    """Take the marker off a title that begins like one: "Annex 2 to the Agreement"."""
    first = next((n for n, line in enumerate(lines) if not line.is_blank), None)
    if first is None or not every[first] or every[first][0].style == "heading":
        return
    marker = every[first][0]
    if marker.style in RANKED and _OF.match(lines[first].text, marker.end):
        every[first] = ()


def _is_full(block: Block) -> bool:
    """Whether a heading may end a block: a point, or a preamble that has said something."""
    said = [line.text for line in block.lines if not line.is_blank]
    return block.kind == "point" or (
        block.kind == "preamble" and bool(said and ENDS.search(said[-1]))
    )


def _opens_preamble(blocks: Sequence[Block], line: Line) -> bool:
    """Whether a line begins what is said between a title and the first point."""
    if not _is_beneath(blocks[-1], line):
        return False
    titles = [block for block in blocks if block.kind == "heading"]
    is_said = bool(PREAMBLE.search(blocks[-1].lines[0].text)) or line.text.rstrip().endswith(":")
    return (len(titles) == 1 or is_said) and all(block.kind != "point" for block in blocks)


def _is_beneath(block: Block, line: Line) -> bool:
    """Whether a line is the first one below a heading; one of Markdown ends with its line."""
    if block.kind != "heading" or line.is_blank:
        return False
    return block.lines[-1].is_blank or block.label.startswith("#")


def _counted(every: Sequence[Sequence[Marker]]) -> frozenset[str]:
    """Return the ways of numbering in which some number follows another."""
    seen: dict[str, int] = {}
    found = set()
    for options in every:
        for option in options:
            if seen.get(option.style) == option.value - 1:
                found.add(option.style)
            seen[option.style] = option.value
    return frozenset(found)


def _is_heading(lines: Sequence[Line], every: Sequence[Sequence[Marker]], number: int) -> bool:
    """Whether a line stands apart, is short, ends in the open, and a point begins after it."""
    line = lines[number]
    words = line.text.split()
    if line.is_blank or len(words) > HEADING_WORDS or ENDS.search(line.text):
        return False
    if number and not lines[number - 1].is_blank:
        return False
    after = (n for n in range(number + 1, len(lines)) if not lines[n].is_blank)
    following = next(after, None)
    return following is not None and bool(every[following]) and words[0][:1].isupper()


def _mark_signature(blocks: list[Block]) -> None:
    """Cut the signatures off the last part, where its lines say so."""
    if not blocks:
        return
    last = blocks[-1]
    for number, line in enumerate(last.lines):
        if (number or last.kind != "point" or not last.label) and SIGNATURE.match(line.text):
            rest = last.lines[number:]
            del last.lines[number:]
            if not last.lines:
                blocks.pop()
            blocks.append(Block("signature", rest))
            return


def _parts(text: str, blocks: Sequence[Block]) -> Iterator[Part]:
    kept = [block for block in blocks if block.lines]
    place = {id(block): number for number, block in enumerate(kept)}
    for number, block in enumerate(kept):
        above = blocks[block.parent] if block.parent is not None else None
        label = "" if block.kind == "heading" and block.label.startswith("#") else block.label
        if block.kind == "point":
            outer = above.path if above is not None and above.kind == "point" else ()
            block.path = (*outer, label or "•")
        spans = spans_of(block)
        end = kept[number + 1].lines[0].start if number + 1 < len(kept) else len(text)
        yield Part(
            kind=block.kind,
            start=block.lines[0].start if number else 0,
            end=end,
            label=label,
            path=block.path,
            parent=place.get(id(above)) if above is not None else None,
            spans=spans,
            body=body_of(text, spans),
        )
