"""How commitments and accounts of compliance are read, on reports annotated for these two alone.

`annotations/ID.json` has places and values, and no word of the report: a span is
`{"start", "end"}`, words are `{"words": [[start, end]]}`. `split.json` says which reports wordings
were tuned on. A read claim is an annotated one if it is on its words (half of the shorter) and
about the same party; an account of compliance also if it tells the same act.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.model.actors import NARRATOR
from detente.readings.readers import Reader
from evals.annotations import FOLDER as ACTORS
from evals.annotations import digest_of, load_annotation, text_of
from evals.closeness import overlap, same_source
from evals.data import load_gold, load_report, scorer
from evals.reads import Form, forms
from evals.tally import Share, Tally

FOLDER = Path(__file__).with_name("annotations")
SPLIT = Path(__file__).with_name("split.json")
HALVES = ("tune", "report")
FAMILIES = ("commitments", "compliance")
# Where the texts of a report and the actors of its annotation lie, under `negotiations`.
_PLACES = (("train/texts", "train/gold"), ("texts", "gold"), ("unannotated", None))

Match = Callable[..., list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was counted on one half of the reports.

    tallies: By report and family. teller: Of matched accounts, how many name who tells it.
    swapped: Of accounts on the words of an annotated one that a party tells of another, how many
    have the two turned round. narrated: Of these, how many are told as the report's own.
    """

    tallies: Mapping[str, dict[str, Tally]]
    teller: Share
    swapped: Share
    narrated: Share
    dates: Share

    def of(self) -> list[dict[str, Tally]]:
        """The tallies of all reports, in order."""
        return list(self.tallies.values())


def ids(half: str) -> tuple[str, ...]:
    """Return the reports of a half, in order."""
    return tuple(json.loads(SPLIT.read_text("utf-8"))[half])


def load(root: Path, key: str) -> Form:
    """Return the annotation of a report, without words. Errors: AnnotationError."""
    found: Form = json.loads((FOLDER / f"{key}.json").read_text("utf-8"))
    text_of(root / "negotiations" / _place(root, key)[0] / f"{key}.txt", found, key)
    return found


def digest() -> str:
    """Return the digest of the annotations and their split."""
    return digest_of([SPLIT, *sorted(FOLDER.glob("*.json"))])


def measure(root: Path, reads: Reader, half: str) -> Kept:
    """Return what was counted on the reports of a half. root: Holds `negotiations`."""
    score = scorer(root / "negotiations" / "score.py")
    chosen = ids(half)
    reports = [load_report(root / "negotiations" / _place(root, key)[0], key) for key in chosen]
    tallies: dict[str, dict[str, Tally]] = {}
    counts: dict[str, list[bool]] = defaultdict(list)
    for report, form in zip(reports, forms(reads, reports), strict=True):
        names = score.Names(_actors(root, report.key))
        tallies[report.key], found = count(score.match, form, load(root, report.key), names)
        for name, rows in found.items():
            counts[name] += rows
    return Kept(tallies, *(Share(sum(counts[n]), len(counts[n])) for n in _COUNTED))


def count(
    match: Match, form: Form, gold: Form, names: Any
) -> tuple[dict[str, Tally], dict[str, list[bool]]]:
    """Return what was counted of one report: tallies by family, and what was right besides.

    match: Pairs read and annotated items by how close they are. names: Tells who is the same.
    """
    tallies = _tally(match, form, gold, names)
    found = _compare(form, gold, names)
    for read, told in tallies["compliance"].pairs:
        found["teller"].append(same_source(names, read["told_by"], told["told_by"]))
    for read, owed in tallies["commitments"].pairs:
        if owed.get("date"):
            found["dates"].append(read["date"] == owed["date"])
    return tallies, found


_COUNTED = ("teller", "swapped", "narrated", "dates")


def _place(root: Path, key: str) -> tuple[str, str | None]:
    for texts, gold in _PLACES:
        if (root / "negotiations" / texts / f"{key}.txt").is_file():
            return texts, gold
    raise FileNotFoundError(f"{root}: no report {key!r}; its annotation is in {FOLDER}")


def _actors(root: Path, key: str) -> Form:
    """The annotation of a report that its actors are in."""
    gold = _place(root, key)[1]
    if gold is None:
        return load_annotation(root, key, folder=ACTORS)
    return load_gold(root / "negotiations" / gold, key)


def _tally(match: Match, form: Form, gold: Form, names: Any) -> dict[str, Tally]:
    found = {}
    for family in FAMILIES:
        asked = gold[family]
        same = _SAME[family]
        pairs = match(form[family], asked, _closeness(names, same))
        matched = {n for n, _ in pairs}
        # a second reading of a borderline item is no false alarm either
        neutral = [
            n
            for n, read in enumerate(form[family])
            if n not in matched
            and any(g.get("optional") and _closeness(names, same)(read, g) for g in asked)
        ]
        found[family] = Tally()
        found[family].add(form[family], asked, pairs, neutral)
    return found


def _closeness(
    names: Any, same: Callable[[Form, Form, Any], bool]
) -> Callable[[Form, Form], float]:
    def closeness(read: Form, gold: Form) -> float:
        return overlap(read["evidence"], gold["evidence"]) if same(read, gold, names) else 0.0

    return closeness


def _same_debtor(read: Form, gold: Form, names: Any) -> bool:
    return bool(names.party(read["by"], gold["by"]))


def _same_account(read: Form, gold: Form, names: Any) -> bool:
    return _same_debtor(read, gold, names) and read["act"] == gold["act"]


_SAME = {"commitments": _same_debtor, "compliance": _same_account}


def _compare(form: Form, gold: Form, names: Any) -> dict[str, list[bool]]:
    """Of what a party tells of another: what is turned round, and what made the report's."""
    found: dict[str, list[bool]] = {name: [] for name in _COUNTED}
    for told in gold["compliance"]:
        if told["told_by"] in (None, NARRATOR) or told["act"] == "fulfilled":
            continue
        for read in form["compliance"]:
            if overlap(read["evidence"], told["evidence"]):
                own = same_source(names, read["by"], told["by"])
                teller = same_source(names, read["by"], told["told_by"])
                found["swapped"].append(teller and not own)
                found["narrated"].append(read["told_by"] == NARRATOR)
    return found


def mistakes(kept: Kept, family: str) -> Sequence[tuple[str, str, Form]]:
    """Return what was missed and what was read in excess: report, which of the two, the claim."""
    return [
        (key, kind, item)
        for key, tallies in kept.tallies.items()
        for kind, items in (("missed", tallies[family].missed), ("spare", tallies[family].spare))
        for item in items
    ]
