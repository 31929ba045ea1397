"""docs/accuracy.md: the figures as measured, in one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evals.challenge import HALVES, Rates, titles
from evals.data import Part
from evals.placement import Pairs

LAYERS = (
    ("actors", "actors"),
    ("statements", "statements, right speaker"),
    ("statements (span only)", "statements, words alone"),
    ("contacts", "contacts, right status"),
    ("proposals", "proposals"),
    ("positions", "positions, actor and stance"),
    ("positions (no stance)", "positions, stance left out"),
    ("sticking_points", "sticking points"),
    ("assessments", "assessments"),
    ("next_steps", "next steps"),
    ("unknowns", "unknowns"),
    ("quantities", "quantities"),
    ("progress", "progress of the whole"),
)

INTRO = """# Accuracy

The figures on this page are written by `make evals`, as measured, with the reader `{reader}`.

The reports are real ones, annotated by the codebook, and kept apart from the project. Wordings
were tuned on one part of them ("tuned on"); the figures that count are those of the other part
("held out": reports of outlets that were never looked at, and every second report of the rest)
and of the reference. One annotator made most of the annotations: differences of two or three
points mean nothing. Two careful readers of the same reports agree to about .95 on actors and
statements, .77 on contacts, .91 on proposals, .71 on positions with their stance, .60 on
assessments and .80 to .87 on the rest.

P is precision (of what was read, how much is annotated), R recall (of what is annotated, how much
was read), F1 their harmonic mean.
"""


def write(
    reader: str,
    tables: Sequence[tuple[Part, Mapping[str, Any]]],
    news: Mapping[str, Any],
    *,
    placed: Mapping[str, Pairs],
    challenged: Sequence[Rates],
) -> str:
    """Return the page."""
    parts = [INTRO.format(reader=reader), _layers(tables), _words(tables)]
    return "\n".join([*parts, _challenges(challenged), _news(news), _placement(placed)])


def _layers(tables: Sequence[tuple[Part, Mapping[str, Any]]]) -> str:
    head = "| kind of claim |" + "".join(
        f" {part.name} ({figures['reports']}) P | R | F1 |" for part, figures in tables
    )
    rows = ["## By kind of claim\n", head, "|---|" + "---|" * 3 * len(tables)]
    for layer, name in LAYERS:
        cells = "".join(_prf(figures[layer]) for _, figures in tables)
        rows.append(f"| {name} |{cells}")
    means = "".join(f" | | {_two(figures['macro'])} |" for _, figures in tables)
    return "\n".join([*rows, f"| mean of the eleven kinds |{means}", ""])


def _words(tables: Sequence[tuple[Part, Mapping[str, Any]]]) -> str:
    rows = ["## What must not happen\n", "| set | spans that differ from their words | "]
    rows[1] += "stances turned (yes for no), of positions on the same words |"
    rows.append("|---|---|---|")
    for part, figures in tables:
        turned, matched = figures["reversed"]
        rows.append(f"| {part.name} | {figures['wrong words']} | {turned} of {matched} |")
    return "\n".join([*rows, ""])


def _challenges(rates: Sequence[Rates]) -> str:
    """What must never be read of invented passages, by set: both halves side by side."""
    cells: dict[str, str] = {}
    for r in rates:
        found = f"{r.found} of {r.expected}" if r.expected else "–"
        cells[r.challenge] = cells.get(r.challenge, "") + f" {r.right} of {r.passages} | {found} |"
    halves = "".join(f" {half}: never wrong | found |" for half in HALVES)
    rows = [
        "Challenge sets: invented passages of which something must never be read. The reader was",
        'mended by those of "tune"; those of "report" were written first and not looked at.\n',
        f"| never |{halves}",
        "|---|" + "---|" * 4,
    ]
    rows += [f"| {title} |{cells[name]}" for name, title in titles().items() if name in cells]
    return "\n".join([*rows, ""])


def _news(news: Mapping[str, Any]) -> str:
    kinds = news["recall_by_kind"]
    found = ", ".join(f"{name} {_two(kinds[name]['overlap'])}" for name in sorted(kinds))
    return "\n".join(
        [
            "## Attributions in political news\n",
            f"PolNeAR, development part: {news['reports']} reports, "
            f"{news['gold']} attributions.\n",
            "| exact F1 | overlap F1 (P / R) | source over matched | cue over matched |",
            "|---|---|---|---|",
            f"| {_two(news['exact']['f1'])} | {_two(news['overlap']['f1'])} "
            f"({_two(news['overlap']['p'])} / {_two(news['overlap']['r'])}) "
            f"| {_two(news['source_overlap'])} | {_two(news['cue_overlap'])} |\n",
            f"Overlap recall by kind: {found}.\n",
        ]
    )


def _placement(placed: Mapping[str, Pairs]) -> str:
    rows = [
        "## Placement in the issue register\n",
        "Which positions of the demo negotiation land together, over pairs of positions, within",
        "and across its reports.\n",
        "| same | P | R | F1 | placed of annotated |",
        "|---|---|---|---|---|",
    ]
    for name, pairs in placed.items():
        rows.append(
            f"| {name} | {_two(pairs.precision)} | {_two(pairs.recall)} | {_two(pairs.f1)} "
            f"| {pairs.paired} of {pairs.annotated} |"
        )
    return "\n".join([*rows, ""])


def _prf(layer: Mapping[str, float]) -> str:
    return f" {_two(layer['p'])} | {_two(layer['r'])} | **{_two(layer['f1'])}** |"


def _two(value: float) -> str:
    return f"{value:.2f}".removeprefix("0") if value < 1 else "1.00"
