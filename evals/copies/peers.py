"""The same stream through MinHash with locality-sensitive hashing, to compare with.

datasketch is a yardstick alone: `python -m evals.copies --peer` wants it installed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from detente.record.copying import CANDIDATES, HOLDERS, sample
from detente.record.words import words
from evals.copies.measure import COPIES
from evals.copies.stream import Known

PERMUTATIONS = 128
_RUN = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """How an index finds what reports were made from.

    copies, parts: Share of copies, and of articles with passages of others, of which a source is
    among the first candidates. milliseconds, rows: Of a report, on the mean; rows of its index.
    """

    name: str
    copies: float
    parts: float
    milliseconds: float
    rows: float


@dataclass(slots=True)
class _Runs:
    """Runs of words, each kept once."""

    held: dict[int, list[str]]
    rows: int = 0

    def ask(self, known: Known) -> Sequence[str]:
        found: dict[str, int] = {}
        mine = sample(known.report.text)
        for run in mine:
            holders = self.held.setdefault(run, [])
            for holder in holders:
                found[holder] = found.get(holder, 0) + 1
            if len(holders) < HOLDERS:
                holders.append(known.report.id)
                self.rows += 1
        found.pop(known.report.id, None)
        return sorted(found, key=lambda key: -found[key])[:CANDIDATES]


class _MinHash:
    """Signatures of whole texts, or of each paragraph, in bands."""

    def __init__(self, threshold: float, *, by_paragraph: bool) -> None:
        from datasketch import MinHashLSH  # noqa: PLC0415 (a yardstick that need not be there)

        self._index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
        self._by_paragraph = by_paragraph
        self._texts = 0

    @property
    def rows(self) -> int:
        return self._texts * int(self._index.b)

    def ask(self, known: Known) -> Sequence[str]:
        from datasketch import MinHash  # noqa: PLC0415

        text = known.report.text
        found: dict[str, int] = {}
        made = []
        for part in text.split("\n\n") if self._by_paragraph else [text]:
            every = words(part)
            runs = {" ".join(every[i : i + _RUN]) for i in range(max(1, len(every) - _RUN + 1))}
            signature = MinHash(num_perm=PERMUTATIONS)
            signature.update_batch([run.encode() for run in sorted(runs)])
            made.append(signature)
            for key in self._index.query(signature):
                holder = str(key).partition("/")[0]
                found[holder] = found.get(holder, 0) + 1
        for number, signature in enumerate(made):
            self._index.insert(f"{known.report.id}/{number}", signature)
        self._texts += len(made)
        return sorted(found, key=lambda key: -found[key])[:CANDIDATES]


def compare(reports: Sequence[Known]) -> Iterable[Finding]:
    """Yield what each index finds in a stream. Errors: ImportError without datasketch."""
    made: Mapping[str, Callable[[], _Runs | _MinHash]] = {
        "runs of words, each with the first eight": lambda: _Runs({}),
        "MinHash of texts, from .5": lambda: _MinHash(0.5, by_paragraph=False),
        "MinHash of texts, from .2": lambda: _MinHash(0.2, by_paragraph=False),
        "MinHash of paragraphs, from .4": lambda: _MinHash(0.4, by_paragraph=True),
    }
    for name, index in made.items():
        yield _found(name, index(), reports)


def _found(name: str, index: _Runs | _MinHash, reports: Sequence[Known]) -> Finding:
    hits = {True: 0, False: 0}
    every = {True: 0, False: 0}
    same: dict[str, frozenset[str]] = {}  # whoever has its words will do
    taken = 0.0
    for known in reports:
        before = time.process_time()
        candidates = index.ask(known)
        taken += time.process_time() - before
        group = frozenset({known.report.id, *known.sources})
        for source in known.sources:
            group |= same.get(source, frozenset())
        same[known.report.id] = group
        if known.kind != "own":
            is_copy = known.kind in COPIES
            every[is_copy] += 1
            wanted = set(known.sources)
            hits[is_copy] += any(same[one] & wanted for one in candidates)
    number = len(reports)
    return Finding(
        name, hits[True] / every[True], hits[False] / every[False],
        1000 * taken / number, index.rows / number,
    )  # fmt: skip
