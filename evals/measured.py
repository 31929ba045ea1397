"""All that one reader is measured on, and the figures of it that are watched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from detente.model.sureness import is_sure_alone
from detente.readings.readers import Reader
from evals import attributions, challenge, demo, further, negotiations
from evals.attributions import Attributed
from evals.calibration import Outcomes, error
from evals.challenge import Rates
from evals.commitments import scoring
from evals.commitments.scoring import Kept
from evals.data import parts
from evals.floors import Figure
from evals.further import Key
from evals.negotiations import Scored
from evals.placement import Pairs
from evals.tally import Mean, Rate, Share, Tally, mean, rate

# The eleven kinds whose mean is taken, and the looser views of three of them.
KINDS = (
    "actors",
    "statements",
    "contacts",
    "proposals",
    "positions",
    "sticking_points",
    "assessments",
    "next_steps",
    "unknowns",
    "quantities",
    "progress",
)
# Sets that nothing was tuned on: the figures that count are those of both together.
APART = ("held out", "reference")
# What is shown as the fact of a cell rests on these; the record asks of each its own confidence.
CELL_KINDS = ("statements", "contacts", "positions")
CELL_CONFIDENCES = (0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of one reader.

    conditions, matched_conditions: Of annotated positions with a condition, and of matched ones,
    of how many it was found; nothing tuned on.
    """

    reader: str
    version: str
    sets: Mapping[str, Scored]
    conditions: Share
    matched_conditions: Share
    further: Mapping[str, tuple[Key, ...]]
    news: Attributed
    placed: Mapping[str, Pairs] = field(default_factory=dict)
    challenged: tuple[Rates, ...] = ()
    kept: Mapping[str, Kept] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Name and version, "rules@0.1.0"."""
        return f"{self.reader}@{self.version}"

    def apart(self) -> list[dict[str, Tally]]:
        """The tallies of all reports that nothing was tuned on."""
        return [tally for name in APART for tally in self.sets[name].of()]

    def rate(self, layer: str) -> Rate:
        """Precision, recall and F1 of a layer on the reports that nothing was tuned on."""
        return rate(self.apart(), layer)

    def mean(self) -> Mean:
        """The mean F1 of the kinds on the reports that nothing was tuned on."""
        return mean(self.apart(), KINDS)

    def outcomes(self, *layers: str) -> Outcomes:
        """Confidence of each claim read, and whether it is annotated; nothing tuned on."""
        return [o for t in self.apart() for x in layers if x in t for o in t[x].outcomes]

    def as_fact(self, *layers: str) -> Share:
        """Of the claims that the record would show as fact, each alone: how many are annotated."""
        held = [
            held
            for layer in layers
            for confidence, held in self.outcomes(layer)
            if is_sure_alone(layer, confidence)
        ]
        return Share(sum(held), len(held))

    def turned(self) -> Share:
        """Yes read for no or no for yes, of matched positions; nothing tuned on."""
        return _both(negotiations.turned(self.sets[name]) for name in APART)

    def wrong(self) -> int:
        """Spans whose words differ from their text, on every set."""
        return sum(scored.wrong for scored in self.sets.values())


def measure(root: Path, reads: Reader, out: Path) -> Measured:
    """Return all that a reader is measured on. out: A folder to leave the demo's texts in."""
    return replace(
        measure_beside(root, reads, out),
        placed=demo.measure_placement(reads),
        challenged=challenge.measure(reads),
        kept={half: scoring.measure(root, reads, half) for half in scoring.HALVES},
    )


def measure_beside(root: Path, reads: Reader, out: Path) -> Measured:
    """Return what a reader is measured on that stands beside another: no placement, no challenges.

    out: A folder to leave the demo's texts in.
    """
    found = parts(root)
    sets = {part.name: negotiations.measure(root, part, reads) for part in found}
    sets["demo"] = demo.measure(root, reads, out)
    matched = [negotiations.conditions(sets[name], root) for name in APART]
    return Measured(
        reads.name,
        reads.version,
        sets,
        _both(sets[name].conditions for name in APART),
        _both(matched),
        {p.name: further.measure(root, p, reads) for p in found if p.name != "reference"},
        attributions.measure(root, reads),
    )


def figures(measured: Measured) -> dict[str, Figure]:
    """Return the figures that floors and aims may name."""
    found = {}
    for name in APART:
        tallies = measured.sets[name].of()
        items = sum(rate(tallies, kind).gold for kind in KINDS)
        found[f"{name}: mean F1 of the kinds of claim"] = Figure(mean(tallies, KINDS).f1, items)
    for layer, name in _LAYER_NAMES.items():
        one = measured.rate(layer)
        found[f"{name}: F1"] = Figure(one.f1, one.gold)
    for name, share in (
        ("stances turned", measured.turned()),
        ("conditions found, where the annotation has one", measured.conditions),
    ):
        if share.value is not None:
            found[name] = Figure(share.value, share.asked)
    read = [rate(one.of(), kind).read for one in measured.sets.values() for kind in KINDS]
    found["spans that differ from their words"] = Figure(measured.wrong(), sum(read))
    found |= _news(measured) | _confidence(measured) | _own_voice(measured)
    return found | _kept(measured)


def _both(shares: Iterable[Share]) -> Share:
    found = list(shares)
    return Share(sum(s.right for s in found), sum(s.asked for s in found))


_LAYER_NAMES = {
    "actors": "actors",
    "statements": "statements with the right speaker",
    "contacts": "contacts with the right status",
    "proposals": "proposals",
    "positions": "positions with actor and stance",
    "sticking_points": "sticking points",
    "assessments": "assessments",
    "next_steps": "next steps",
    "unknowns": "unknowns",
    "quantities": "quantities",
    "progress": "progress of the whole",
}


def _news(measured: Measured) -> dict[str, Figure]:
    news = measured.news
    matched = round(news.overlap.r * news.overlap.gold)
    return {
        "attributions in political news: exact F1": Figure(news.exact.f1, news.exact.gold),
        "attributions in political news: overlap F1": Figure(news.overlap.f1, news.overlap.gold),
        "attributions in political news: source over matched": Figure(
            news.figures["source_overlap"], matched
        ),
    }


def _confidence(measured: Measured) -> dict[str, Figure]:
    outcomes = measured.outcomes(*KINDS)
    gap = error(outcomes)
    found = {} if gap is None else {"calibration error of confidence": Figure(gap, len(outcomes))}
    fact = measured.as_fact(*CELL_KINDS)
    if fact.value is not None:
        name = "precision of what is shown as fact: statements, contacts and positions"
        found[name] = Figure(fact.value, fact.asked)
    return found


def _kept(measured: Measured) -> dict[str, Figure]:
    """Of commitments and accounts of compliance, on the reports that no wording was tuned on."""
    if "report" not in measured.kept:
        return {}
    kept = measured.kept["report"]
    rates = {family: rate(kept.of(), family) for family in scoring.FAMILIES}
    found = {f"{family}: F1": Figure(one.f1, one.gold) for family, one in rates.items()}
    for name, share in (
        ("accuser and accused turned round", kept.swapped),
        ("accusations told as the report's own", kept.narrated),
    ):
        found[name] = Figure(share.right, share.asked)
    return found


def _own_voice(measured: Measured) -> dict[str, Figure]:
    own = next(key for key in measured.further["held out"] if key.name.startswith("own voice"))
    if own.f1 is None:
        return {}
    return {"own voice against others' account of a position: F1": Figure(own.f1, own.matched)}
