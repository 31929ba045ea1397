"""Bodies that a text names by what they are: "the nurses' union of Lindholt", in lower case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from detente.readings.names.descriptions import kinds_called, kinds_of_body
from detente.readings.names.lexicon import words
from detente.readings.names.mentions import Mention, text_of
from detente.readings.nlp import Parse, Stretch
from detente.readings.tree import child

# From the first word of such a name to its noun, at most: "the Brage harbour pilots' union".
FARTHEST = 6
_MARKS = frozenset({"'s", "’s", "'", "’"})
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


def with_described(parse: Parse, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with those of bodies named by a description, in order of start.

    Where the text names a body of that kind, the description is left to mean that one.
    """
    named = [m for m in mentions if m.kind in ("organisation", "armed_group", "bloc", "outlet")]
    taken = {i for m in named if _is_certain(m) for i in range(m.start, m.end)}
    found = [
        Mention(span.start, span.end, "organisation", sure=True)
        for span in _spans(parse, mentions)
        if taken.isdisjoint(range(span.start, span.end))
        and not any(_may_be(parse, m, span) for m in named if not _is_within(m, span))
    ]
    if all(m.kind != "armed_group" for m in named):
        found += _armed(parse)
    kept = [m for m in mentions if not any(_is_part_only(m, f) for f in found)]
    return sorted([*kept, *found], key=lambda m: (m.start, -m.end))


def _armed(parse: Parse) -> list[Mention]:
    """Return the mentions of an armed group that the text calls by what it is: "the rebels"."""
    many = words("organisations", "described_many")
    return [
        Mention(token.i, token.i + 1, "armed_group", sure=True)
        for before, token in pairwise(parse.tokens)
        if before.lower == "the" and token.lower in many and token.text.islower()
    ]


def _is_certain(mention: Mention) -> bool:
    return mention.listed is not None or mention.sure or mention.end - mention.start > 1


def _is_within(mention: Mention, span: Stretch | Mention) -> bool:
    return span.start <= mention.start and mention.end <= span.end


def _is_part_only(mention: Mention, body: Mention) -> bool:
    """Whether a capital within a body's name tells of nobody else: "Dock workers' union"."""
    place = mention.kind in ("state", "place") or mention.listed is not None
    return _is_within(mention, body) and not place


def _spans(parse: Parse, mentions: Sequence[Mention]) -> Iterator[Stretch]:
    heads = words("organisations", "described")
    for token in parse.tokens:
        if token.lower in heads and token.tag == "NN" and token.text.islower():
            start = _start(parse, token.i)
            if start is not None and not _is_beside_name(parse, mentions, token.i):
                yield Stretch(start, _end(parse, mentions, token.i))


def _start(parse: Parse, head: int) -> int | None:
    """Return the first word of a definite description that tells whose body it is, or None."""
    tokens = parse.tokens
    start = head
    while start > 0 and head - start < FARTHEST and _is_part(parse, start - 1, head):
        start -= 1
    article = tokens[start - 1].lower if start else ""
    officer = tokens[head + 1].lower if head + 1 < len(tokens) else ""
    definite = article == "the" or (officer in words("titles", "heads") and article != "a")
    known = definite or (article in ("a", "an") and _comes_back(parse, head))
    return start if known and any(_tells(parse, i) for i in range(start, head)) else None


def _comes_back(parse: Parse, head: int) -> bool:
    """Whether the text goes on with "the union", or its leader, after "a pilots' union"."""
    word, heads = parse.tokens[head].lower, words("titles", "heads")
    behind = parse.tokens[head + 1 :]
    definite = any(
        a.lower == "the" and b.lower == word and b.text.islower() for a, b in pairwise(behind)
    )
    return definite or any(a.lower == word and b.lower in heads for a, b in pairwise(behind))


def _is_part(parse: Parse, i: int, head: int) -> bool:
    token = parse.tokens[i]
    inside = token.sentence == parse.tokens[head].sentence
    return inside and (token.pos in _INSIDE or token.lower in _MARKS or token.text == "-")


def _tells(parse: Parse, i: int) -> bool:
    """Whether a word ahead of a body tells whose it is: "pilots", "hospital"."""
    token = parse.tokens[i]
    opens = token.i == parse.sentences[token.sentence].start
    owns = opens and token.pos == "PROPN" and parse.tokens[i + 1].lower in _MARKS
    plain = (token.pos == "NOUN" or owns) and token.text.isalpha()
    said = words("organisations", "untelling") | words("titles", "heads")
    return plain and token.lower not in said


def _end(parse: Parse, mentions: Sequence[Mention], head: int) -> int:
    """Return where it ends: with the name behind "of", if one stands there."""
    tokens = parse.tokens
    if head + 2 >= len(tokens) or tokens[head + 1].lower != "of":
        return head + 1
    behind = next((m for m in mentions if m.start == head + 2 and m.title is None), None)
    return behind.end if behind is not None else head + 1


def _is_beside_name(parse: Parse, mentions: Sequence[Mention], head: int) -> bool:
    """Whether a name stands beside that says which it is: "the ferry company, Brage Lines,"."""
    starts = {m.start for m in mentions}
    tokens = parse.tokens
    close = head + 1 in starts and tokens[head + 1].pos == "PROPN"
    apart = tokens[head].dep == "appos" or child(parse, head, "appos") is not None
    return close or apart


def _may_be(parse: Parse, mention: Mention, span: Stretch) -> bool:
    """Whether a named body is of the kind that a description tells."""
    heads = words("organisations", "described")
    said = [t.lower for t in parse.tokens[span.start : span.end] if t.lower in heads]
    kinds = kinds_called(said[-1])
    own = kinds_of_body(text_of(parse, mention), mention.kind)
    first = parse.tokens[mention.start].lower in words("people", "male", "female")
    return bool(own & kinds) or (not own and not first and "company" in kinds)
