"""docs/accuracy.md: the figures as measured, in one page. The first screen is one table."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from evals import sections, wider
from evals.attributions import Attributed
from evals.calibration import Outcomes
from evals.cells import interval, table, two
from evals.commitments.section import section as commitments
from evals.floors import Floors
from evals.measured import KINDS, Measured
from evals.tally import Mean, Rate

LAYERS = {
    "actors": "actors",
    "statements": "statements, right speaker",
    "statements (span only)": "statements, words alone",
    "contacts": "contacts, right status",
    "proposals": "proposals",
    "positions": "positions, actor and stance",
    "positions (no stance)": "positions, stance left out",
    "sticking_points": "sticking points",
    "assessments": "assessments, right polarity",
    "assessments (no polarity)": "assessments, polarity left out",
    "next_steps": "next steps",
    "unknowns": "unknowns",
    "quantities": "quantities",
    "progress": "progress of the whole",
}
# F1 of one careful reader against another, on ten reports (the codebook says how).
AGREEMENT = {
    "actors": 0.95,
    "statements": 0.95,
    "contacts": 0.77,
    "proposals": 0.91,
    "positions": 0.71,
    "positions (no stance)": 0.80,
    "sticking_points": 0.87,
    "assessments": 0.60,
    "next_steps": 0.87,
    "unknowns": 0.87,
    "quantities": 0.80,
    "progress": 0.80,
}
AGREEMENT_MEAN = 0.83

HEAD = """On {reports} real reports that nothing was tuned on, {first} reads the eleven kinds of
claim with a mean F1 of {mean} {ends}; two careful readers of ten other reports reach {agreement}
against each other. Of {matched} positions found on the words of an annotated one, {turned} were
read as a yes for a no or a no for a yes, and {wrong} spans differ from the words of their report.
What it misses most are {weakest}: where nothing was found, nothing is known.
"""
WIDTH = 99

NOTES = """
P is precision (of what was read, how much is annotated), R recall (of what is annotated, how much
was read), F1 their harmonic mean; in brackets the ends of the 90 % interval, from drawing the
reports anew a thousand times. "items" are the annotated claims that a figure rests on, borderline
ones left out.

## How it was measured

`make evals` writes this page. The reports are real ones, annotated by the codebook, and kept
apart from the project. "Tuned on" are those that wordings and trained parts were made with; "held
out" are the rest: reports of outlets that were never looked at, and some of the others. The
reference is a small set annotated with more care. The first table is of held out and reference
together. One annotator made most of the annotations: differences of two or three points mean
nothing, and how much is worth an entry differs between readers far more than what it says.
Held-out texts were never opened to make the reader. Wordings of contacts, proposals, progress,
next steps and sticking points were tuned on all of the reports tuned on, those of positions on the
odd-numbered ones first. Some choices among variants were made with held-out figures in view: so
"nothing was tuned on" is true of their texts alone, and the figures are slightly favourable.
"""


def write(
    shown: Sequence[Measured],
    peer: Attributed | None,
    *,
    floors: Floors,
    fits: bool,
) -> str:
    """Return the page. shown: Readers, the one that matters first. fits: Whether floors apply."""
    first = shown[0]
    return "\n".join(
        [
            _head(first),
            _first_table(shown),
            NOTES,
            sections.kinds(shown, LAYERS),
            sections.styles(first),
            sections.attributes(shown),
            sections.never(shown),
            wider.errors(first),
            sections.sure(first),
            sections.calibrated(shown),
            wider.news(shown, peer),
            wider.further_keys(first),
            *([commitments(first.kept)] if first.kept else []),
            wider.challenges(first),
            wider.placement(first),
            wider.aims(first, floors, fits),
        ]
    )


def panels(shown: Sequence[Measured]) -> dict[str, dict[str, Outcomes]]:
    """Return what the reliability diagram shows: all kinds, each kind, attributions in news."""
    kinds: dict[str, tuple[str, ...]] = {"all kinds": KINDS}
    kinds |= {kind.replace("_", " "): (kind,) for kind in KINDS}
    found = {
        title: {m.reader: m.outcomes(*layers) for m in shown} for title, layers in kinds.items()
    }
    return found | {"attributions": {m.reader: m.news.outcomes for m in shown}}


def _head(first: Measured) -> str:
    average, turned = first.mean(), first.turned()
    ranked = sorted(KINDS, key=lambda kind: first.rate(kind).r)
    text = HEAD.format(
        reports=len(first.apart()),
        first=f"the reader `{first.label}`",
        mean=two(average.f1),
        ends=interval(average.ends),
        agreement=two(AGREEMENT_MEAN),
        matched=turned.asked,
        turned=turned.right,
        wrong=first.wrong() or "no",
        weakest=", ".join(
            f"{kind.replace('_', ' ')} (it finds {first.rate(kind).r:.0%})" for kind in ranked[:3]
        ),
    )
    return f"# Accuracy\n\n{textwrap.fill(' '.join(text.split()), WIDTH)}\n"


def _first_table(shown: Sequence[Measured]) -> str:
    first, others = shown[0], shown[1:]
    head = ["kind of claim", "P", "R", f"F1 `{first.reader}`"]
    head += [f"F1 `{other.reader}`" for other in others]
    rows = [
        [
            LAYERS[kind],
            two(one.p),
            two(one.r),
            _bold(one),
            *(two(other.rate(kind).f1) for other in others),
            two(AGREEMENT[kind]),
            str(one.gold),
        ]
        for kind in KINDS
        for one in [first.rate(kind)]
    ]
    items = sum(first.rate(kind).gold for kind in KINDS)
    means = [_mean(first.mean()), *(two(other.mean().f1) for other in others)]
    rows.append(["**mean of the eleven kinds**", "", "", *means, two(AGREEMENT_MEAN), str(items)])
    return table([*head, "two careful readers", "items"], rows)


def _bold(one: Rate) -> str:
    return f"**{two(one.f1)}** {interval(one.f1_ends)}"


def _mean(one: Mean) -> str:
    return f"**{two(one.f1)}** {interval(one.ends)}"
