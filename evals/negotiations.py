"""The annotated reports of negotiations: what was counted of each, layer by layer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from detente.readings.readers import Reader
from evals.data import Part, load_gold, load_report, scorer
from evals.reads import Form, forms
from evals.tally import Share, Tally

_YES = {"accepts", "conditionally_accepts", "offers"}
# Words that a read condition shares with the annotated one, of the fewer, at least.
LEAST_CONDITION = 0.5


@dataclass(frozen=True, slots=True)
class Scored:
    """A set of reports as one reader reads them.

    tallies: By report and layer. wrong: Spans whose words differ from their text.
    conditions: Of the annotated positions with a condition, of how many its words were read as
    the condition of a position on the same words, whoever holds it.
    """

    part: Part
    tallies: dict[str, dict[str, Tally]]
    wrong: int
    conditions: Share

    def of(self, keys: tuple[str, ...] | None = None) -> list[dict[str, Tally]]:
        """The tallies of some reports, or of all, in order."""
        return [self.tallies[key] for key in (self.part.ids if keys is None else keys)]

    def pairs(self, layer: str) -> list[tuple[Form, Form]]:
        """Read and annotated items that were matched in a layer."""
        return [pair for one in self.of() if layer in one for pair in one[layer].pairs]


def measure(root: Path, part: Part, reads: Reader) -> Scored:
    """Return what was counted in a set."""
    score = scorer(root / "negotiations" / "score.py")
    options = score.options(["-", "--gold", str(part.gold), "--texts", str(part.texts)])
    reports = [load_report(part.texts, key) for key in part.ids]
    tallies, wrong, found, asked = {}, 0, 0, 0
    for report, form in zip(reports, forms(reads, reports), strict=True):
        wrong += _wrong_words(form, report.text)
        gold = load_gold(part.gold, report.key)
        tallies[report.key] = _tally(score, form, gold=gold, text=report.text, options=options)
        conditional = [p for p in gold["positions"] if _asks_condition(p)]
        asked += len(conditional)
        found += sum(_condition_read(score, p, form["positions"]) for p in conditional)
    return Scored(part, tallies, wrong, Share(found, asked))


def turned(scored: Scored) -> Share:
    """Return how many matched positions are read as yes for no or as no for yes."""
    pairs = scored.pairs("positions (no stance)")
    opposite = 0
    for read, gold in pairs:
        stances = {read["stance"], gold["stance"]}
        opposite += "rejects" in stances and bool(stances & _YES)
    return Share(opposite, len(pairs))


def conditions(scored: Scored, root: Path) -> Share:
    """Return of how many matched positions with a condition it was found, by its words."""
    score = scorer(root / "negotiations" / "score.py")
    asked = [p for p in scored.pairs("positions (no stance)") if _asks_condition(p[1])]
    return Share(sum(_same_condition(score, *pair) for pair in asked), len(asked))


def _asks_condition(gold: Form) -> bool:
    return bool(gold.get("condition")) and not gold.get("optional")


def _condition_read(score: ModuleType, gold: Form, read: list[Form]) -> bool:
    there = score.sp(gold["evidence"], "")
    here = [p for p in read if score.ov(score.sp(p["evidence"], ""), there) >= LEAST_CONDITION]
    return any(_same_condition(score, p, gold) for p in here)


def _same_condition(score: ModuleType, read: Form, gold: Form) -> bool:
    if not read.get("condition"):
        return False
    ours, theirs = score.toks(read["condition"]), score.toks(gold["condition"])
    return len(ours & theirs) >= LEAST_CONDITION * min(len(ours), len(theirs)) > 0


def _tally(
    score: ModuleType, form: Form, *, gold: Form, text: str, options: Any
) -> dict[str, Tally]:
    counted: dict[str, Tally] = defaultdict(Tally)
    score.score_doc(form, gold, text, counted, options)
    label = form.get("progress")
    if label:  # the one layer that the scorer counts without `add`
        counted["progress"].outcomes.append((label["confidence"], bool(counted["progress"].tp)))
    return dict(counted)


def _wrong_words(value: Any, text: str) -> int:
    """Count spans, anywhere in a reading, whose words differ from the text at their place."""
    if isinstance(value, dict):
        own = {"start", "end", "text"} <= set(value)
        wrong = own and text[value["start"] : value["end"]] != value["text"]
        return int(wrong) + sum(_wrong_words(v, text) for v in value.values())
    if isinstance(value, list):
        return sum(_wrong_words(v, text) for v in value)
    return 0
