"""headed(): a draft without numbers, by its headings and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.drafts.blocks import ENDS, HEADING_WORDS, PREAMBLE, SIGNATURE, Block, Line
from detente.drafts.markers import Marker, markers

_HASHES = re.compile(r"[ \t]*#{1,6}[ \t]+\S")


def headed(lines: Sequence[Line]) -> list[Block]:
    """Return the paragraphs of a text without numbers, those under a heading as one point."""
    paragraphs = _signed_at_the_end(list(_paragraphs(lines)))
    heads = [_head(paragraph) for paragraph in paragraphs]
    is_headed = sum(head is not None for head in heads) > 1
    blocks: list[Block] = []
    for number, (paragraph, head) in enumerate(zip(paragraphs, heads, strict=True)):
        if head is not None and _stands_over(heads, number):
            blocks.append(Block("heading", list(paragraph), head.label, head.end))
        elif head is not None or not (is_headed and blocks):
            blocks.append(Block("point", list(paragraph)))
        elif blocks[-1].kind != "heading":
            blocks[-1].lines += paragraph
        elif _is_under_title(paragraphs, heads, number):
            blocks.append(Block("preamble", list(paragraph)))
        else:
            blocks.append(Block("point", list(paragraph), parent=len(blocks) - 1))
    if is_headed and blocks and heads[0] is None:
        blocks[0].kind = "preamble"  # what stands before the first heading
    if is_headed and all(block.kind != "point" for block in blocks):
        for block in blocks:
            block.kind = "point"
    return blocks


_PLAIN = Marker(style="", value=0, label="", end=0)


def _head(paragraph: Sequence[Line]) -> Marker | None:
    """Return how a paragraph that is a heading begins; None if it is none."""
    first = next(_words(paragraph), "")
    if (options := markers(first)) and options[0].style == "heading":
        return options[0]
    return _PLAIN if _is_title(paragraph) and not SIGNATURE.match(first) else None


def _stands_over(heads: Sequence[Marker | None], number: int) -> bool:
    """Whether a heading has something beneath it; a lone one is one only as the title."""
    if heads[number] != _PLAIN:
        return True
    after = [head is None for head in heads[number + 1 : number + 3]]
    if number == 0 and after == [False, True]:  # a title over the first heading
        return True
    lone = sum(head is not None for head in heads) == 1
    return number == 0 if lone else after[:1] == [True]


def _is_under_title(
    paragraphs: Sequence[Sequence[Line]], heads: Sequence[Marker | None], number: int
) -> bool:
    """Whether a paragraph under a heading is no point: it stands under the title, or says so."""
    over = heads[number - 1]
    if PREAMBLE.search(paragraphs[number - 1][0].text):
        return True
    others = [head for head in heads[1:] if head is not None]
    if number > 1 or over is None or not others:
        return False
    if over != _PLAIN:
        return all(over.depth < head.depth for head in others)
    last = next(n for n, head in enumerate(heads) if n and head is not None) - 1
    *_, words = _words(paragraphs[last])
    return words.rstrip().endswith((":", ","))


def _signed_at_the_end(paragraphs: list[list[Line]]) -> list[list[Line]]:
    """Return the paragraphs with those in which the parties sign, at the end, as one."""
    for number, paragraph in enumerate(paragraphs):
        first = next(_words(paragraph), "")
        after = paragraphs[number + 1 :]
        if number and after and SIGNATURE.match(first) and all(map(_is_title, after)):
            return [*paragraphs[:number], [line for some in paragraphs[number:] for line in some]]
    return paragraphs


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines by paragraph, each with the blank lines after it.

    A heading of Markdown is one by itself, though no blank line follows it. Blank lines before the
    first paragraph are left out.
    """
    made: list[Line] = []
    first: Line | None = None
    for line in lines:
        if not line.is_blank:
            if first is not None and (made[-1].is_blank or _is_marked(first) or _is_marked(line)):
                yield made
                made, first = [], None
            if first is None:
                made, first = [], line
        made.append(line)
    if made:
        yield made


def _is_marked(line: Line) -> bool:
    return bool(_HASHES.match(line.text))


def _is_title(paragraph: Sequence[Line]) -> bool:
    words = list(_words(paragraph))
    return len(words) == 1 and len(words[0].split()) <= HEADING_WORDS and not ENDS.search(words[0])


def _words(paragraph: Sequence[Line]) -> Iterator[str]:
    """Yield the lines of a paragraph that have words."""
    return (line.text for line in paragraph if not line.is_blank)
