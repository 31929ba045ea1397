"""The accuracy card: the figures that ship with the program, for `detente accuracy`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evals.calibration import error
from evals.measured import KINDS, Measured

_DIGITS = 3


def card(measured: Measured, titles: Mapping[str, str]) -> dict[str, Any]:
    """Return the card of a reader. titles: What to call each kind of claim."""
    average, turned, news = measured.mean(), measured.turned(), measured.news
    outcomes = measured.outcomes(*KINDS)
    return {
        "reader": measured.reader,
        "version": measured.version,
        "reports": len(measured.apart()),
        "mean": {"f1": _short(average.f1), "ends": [_short(e) for e in average.ends]},
        "kinds": [_kind(measured, kind, titles[kind]) for kind in KINDS],
        "stances_turned": {"turned": turned.right, "matched": turned.asked},
        "spans_that_differ": measured.wrong(),
        "calibration": {"error": _short(error(outcomes) or 0.0), "claims": len(outcomes)},
        "attributions": {
            "reports": news.figures["reports"],
            "items": news.exact.gold,
            "exact_f1": _short(news.exact.f1),
            "overlap_f1": _short(news.overlap.f1),
            "source": _short(news.figures["source_overlap"]),
        },
    }


def _kind(measured: Measured, kind: str, title: str) -> dict[str, Any]:
    one = measured.rate(kind)
    return {
        "kind": kind,
        "title": title,
        "precision": _short(one.p),
        "recall": _short(one.r),
        "f1": _short(one.f1),
        "ends": [_short(e) for e in one.f1_ends],
        "items": one.gold,
    }


def _short(value: float) -> float:
    return round(value, _DIGITS)
