"""Accuracy on a page: the card that ships with the program, and scores of own reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from detente.model.scores import Score
from detente.views.escape import json_text
from detente.views.layout import wrap
from detente.views.phrases import many

_NAME, _NUMBER = 30, 11


def recall_text(card: Mapping[str, Any], family: str) -> str:
    """Return how many of a family the reader finds, as measured, in a sentence.

    >>> kinds = [{"kind": "positions", "recall": 0.288, "items": 361}]
    >>> recall_text({"kinds": kinds, "reports": 65}, "positions")
    'Measured on 65 reports kept out of its training, the reader finds 29 of 100 positions.'
    """
    kind = next(one for one in card["kinds"] if one["kind"] == family)
    return (
        f"Measured on {card['reports']} reports kept out of its training, the reader finds "
        f"{100 * kind['recall']:.0f} of 100 {family.replace('_', ' ')}."
    )


def show_card(
    card: Mapping[str, Any],
    version: str,
    *,
    format: str = "text",  # noqa: A002
) -> str:
    """Return the accuracy card as text or JSON. version: Of the program that shows it."""
    return json_text(dict(card)) if format == "json" else _card_text(card, version)


def show_scores(
    scores: Sequence[Score],
    reader: str,
    *,
    reports: int,
    format: str = "text",  # noqa: A002
) -> str:
    """Return the scores of a reader on annotated reports as text or JSON."""
    if format == "json":
        rows = [_score_json(score) for score in scores]
        return json_text(
            {"reader": reader, "reports": reports, "mean_f1": mean_f1(scores), "kinds": rows}
        )
    return _scores_text(scores, reader, reports)


def mean_f1(scores: Sequence[Score]) -> float | None:
    """Return the mean F1 of the kinds that are annotated; None if there are none.

    >>> mean_f1([Score("positions", found=1, read=1, annotated=1), Score("contacts")])
    1.0
    """
    found = [score.f1 for score in scores if score.f1 is not None]
    return sum(found) / len(found) if found else None


def _card_text(card: Mapping[str, Any], version: str) -> str:
    reads = f"{card['reader']}@{card['version']}"
    about = (
        f"How well {reads} reads: on {card['reports']} real reports of negotiations that nothing "
        "was tuned on, annotated by the codebook. P: of what was read, how much is annotated. "
        "R: of what is annotated, how much was read. F1: both in one."
    )
    lines = [*wrap(about), "", _row("kind of claim", "P", "R", "F1", "90 %", "items")]
    for kind in card["kinds"]:
        lines.append(
            _row(
                kind["title"],
                _two(kind["precision"]),
                _two(kind["recall"]),
                _two(kind["f1"]),
                _ends(kind["ends"]),
                str(kind["items"]),
            )
        )
    mean = card["mean"]
    lines.append(_row("mean of the kinds", "", "", _two(mean["f1"]), _ends(mean["ends"]), ""))
    return "\n".join([*lines, "", *_card_notes(card, version)]) + "\n"


def _card_notes(card: Mapping[str, Any], version: str) -> list[str]:
    turned, calibration, news = card["stances_turned"], card["calibration"], card["attributions"]
    told = [
        f"Stances turned (a yes read as a no, or the reverse): {turned['turned']} of "
        f"{turned['matched']} positions on the words of an annotated one. Spans that differ from "
        f"the words of their report: {card['spans_that_differ']}.",
        f"Confidence and the share that holds lie {_two(calibration['error'])} apart on average "
        f"({many(calibration['claims'], 'claim')}).",
        f"Attributions in political news ({many(news['reports'], 'report')}, {news['items']} "
        f"attributions): exact F1 {_two(news['exact_f1'])}, overlap F1 "
        f"{_two(news['overlap_f1'])}, right source {_two(news['source'])}.",
        "Measure it on your own annotated reports: detente eval DIR.",
    ]
    if card["version"] != version:
        told.append(f"This is version {version}; the card was measured with {card['version']}.")
    return [line for note in told for line in wrap(note, first="- ", rest="  ")]


def _scores_text(scores: Sequence[Score], reader: str, reports: int) -> str:
    about = f"{many(reports, 'annotated report')} as {reader} reads them."
    head = _row("kind of claim", "P", "R", "F1", "found", "read", "annotated")
    lines = [*wrap(about), "", head]
    for score in scores:
        if not score.read and not score.annotated:
            continue
        rates = (_two(score.precision), _two(score.recall), _two(score.f1))
        counts = (str(score.found), str(score.read), str(score.annotated))
        lines.append(_row(score.kind.replace("_", " "), *rates, *counts))
    lines.append(_row("mean of the annotated kinds", "", "", _two(mean_f1(scores))))
    return "\n".join(lines) + "\n"


def _score_json(score: Score) -> dict[str, Any]:
    return {
        "kind": score.kind,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
        "found": score.found,
        "read": score.read,
        "annotated": score.annotated,
    }


def _row(name: str, *cells: str) -> str:
    return (name.ljust(_NAME) + "".join(cell.rjust(_NUMBER) for cell in cells)).rstrip()


def _two(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _ends(ends: Sequence[float]) -> str:
    return f"{ends[0]:.2f}–{ends[1]:.2f}"
