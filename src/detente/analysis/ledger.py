"""ledger(): who forecast what, and what became of it; how good the forecasts were.

The desk says whether a condition came about (`condition_met`) and whether what was forecast did
(`came_about`); `detente.model.outcomes` makes one answer of it. A probability counts where the
words state it as a number, or where the desk says which number they mean (`probability`).

Source: G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather
Review 78 (1950); A. H. Murphy, R. L. Winkler, "Reliability of subjective probability forecasts of
precipitation and temperature", Journal of the Royal Statistical Society C 26 (1977), for
calibration; E. B. Wilson (1927) for the interval.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.analysis.forecasts import said
from detente.model.actors import name_text
from detente.model.claims import Assessment
from detente.model.findings import Cell, Finding, Row
from detente.model.intervals import wilson
from detente.model.outcomes import Outcome, State, outcome
from detente.model.snapshot import Entry, Snapshot

FORECAST, SCORE, CALIBRATION = "forecast", "score", "calibration"
# Stated probabilities are held against outcomes in bins of so many percent.
BIN = 20
CAVEATS = (
    "Whether a condition or an outcome came about is the desk's word; nothing here judges it.",
    "Only numbers count as probabilities, in the words or read into them by the desk; without "
    "one, 'likely' and ranges are held against hits and misses.",
    "A forecast whose condition did not come about is void: it is neither hit nor miss.",
    "Forecasts that somebody reported are not all that were made; several by one author are not "
    "independent of each other.",
)
_LIKELY = r"(?:chances?|likely|likelihood|probab\w+|odds|certain|confident|sure)"
_PERCENT = r"(\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent)"
_RANGE = r"(?:\bto|\band|[-\u2013])\s*$"
_STATED = (
    re.compile(rf"\b{_PERCENT}\s+{_LIKELY}\b", re.IGNORECASE),
    re.compile(
        rf"\b{_LIKELY}\b[^.;,\d]{{0,60}}?(?:\b(?:is|are|was|at|of|by|stands?)|:)\s+(?:about\s+|some\s+)?"
        rf"{_PERCENT}",
        re.IGNORECASE,
    ),
)
_EVEN = re.compile(r"\b(?:fifty-fifty|50-50|50/50)\b", re.IGNORECASE)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_BY_WHEN = re.compile(
    rf"\b(?:by|before|until|within)\s+(?:[\w-]+\s+){{0,4}}?"
    rf"(?:(?:\d{{1,2}}\s+)?{_MONTH}(?:\s+\d{{1,2}})?(?:,?\s+\d{{4}})?|\d{{4}}|\w+day"
    r"|days?|weeks?|months?|years?|spring|summer|autumn|winter)\b"
)


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast and what became of it. stated: Its probability, 0 to 1, None without a number.

    read: Whether the desk read that number into the words. outcome: Within the mark asked for.
    """

    entry: Entry
    claim: Assessment
    stated: float | None
    read: bool
    outcome: Outcome

    @property
    def state(self) -> State:
        """What became of it, in a word."""
        return self.outcome.state

    @property
    def came_about(self) -> bool | None:
        """Whether what was forecast came about, None if the desk did not say."""
        return self.outcome.came_about


def ledger(snapshot: Snapshot) -> Finding:
    """Return forecasts, newest first, and beneath how often they held, by author and in all.

    Forecasts: assessments with a condition or a stated probability, and those whose outcome the
    desk judged.

    >>> ledger(Snapshot(as_of=__import__("datetime").date(2031, 3, 1))).rows
    ()
    """
    made = sorted(_forecasts(snapshot), key=lambda f: f.entry.id)
    made.sort(key=lambda f: str(f.entry.first_published or ""), reverse=True)
    return Finding(
        method="ledger",
        title="Forecasts and what became of them",
        columns=(
            "kind",
            "by",
            "what",
            "condition",
            "by when",
            "stated [percent]",
            "by whose number",
            "condition met",
            "state",
            "score",
            "since [day]",
        ),
        rows=(*map(_row, made), *_scores(made), *_calibration(made)),
        caveats=CAVEATS,
    )


def stated(words: str) -> float | None:
    """Return the probability that words state as a number, 0 to 1; None for none, or a range.

    >>> stated("There is a 70 percent chance of a deal"), stated("A deal is likely")
    (0.7, None)
    >>> stated("Tariffs rise by 70 percent"), stated("a 60 to 70 percent chance")
    (None, None)
    """
    if _EVEN.search(words):
        return 0.5
    for pattern in _STATED:
        found = pattern.search(words)
        if found is not None:
            value = float(found[1]) / 100
            is_range = re.search(rf"\d\s*{_RANGE}", words[: found.start(1)])
            return value if value <= 1 and not is_range else None
    return None


def _forecasts(snapshot: Snapshot) -> Iterator[Forecast]:
    for entry in snapshot.assessments:
        claim = entry.claim
        if not isinstance(claim, Assessment):
            continue
        read = _number(entry)
        number = stated(claim.main.text) if read is None else read
        became = outcome(entry)
        tied = entry.is_conditional or entry.kind == "conditional"
        judged = became.came_about is not None or became.state == "settled"
        if tied or number is not None or judged:
            yield Forecast(entry, claim, number, read is not None, became)


def _number(entry: Entry) -> float | None:
    """Return the probability that the desk reads into the words, 0 to 1; None for none."""
    word = _word(entry, "probability")
    return None if word is None else float(word.removesuffix("%")) / 100


def _word(entry: Entry, field: str) -> str | None:
    for judgement in reversed(entry.judgements):
        fields = dict(judgement.fields)
        if not judgement.undone and field in fields:
            return fields[field]
    return None


def _row(forecast: Forecast) -> Row:
    claim, words = forecast.claim, forecast.claim.main.text
    when = _BY_WHEN.search(words)
    day = forecast.entry.first_published
    score = _brier([forecast]) if _is_scored(forecast) else None
    return Row(
        cells=(
            FORECAST,
            name_text(claim.by),
            said(words),
            claim.condition,
            when[0] if when else None,
            None if forecast.stated is None else round(100 * forecast.stated),
            None if forecast.stated is None else "the desk's" if forecast.read else "its words'",
            _yes(forecast.outcome.met),
            forecast.state,
            None if score is None else f"Brier {score:.2f}",
            day.isoformat() if day else None,
        ),
        basis=(forecast.entry.id,),
    )


def _yes(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"


def _is_scored(forecast: Forecast) -> bool:
    return forecast.stated is not None and forecast.state in ("hit", "miss")


def _brier(scored: Sequence[Forecast]) -> float:
    """Return the mean square of what was stated less what came about: 0 is best, 1 worst."""
    errors = (((f.stated or 0.0) - float(bool(f.came_about))) ** 2 for f in scored)
    return sum(errors) / len(scored)


def _scores(made: Sequence[Forecast]) -> Iterator[Row]:
    """Yield for each author of a settled forecast, and for all, how often they held."""
    settled = [f for f in made if f.state in ("hit", "miss")]
    authors = sorted({f.claim.by for f in settled})
    groups = [(by, [f for f in settled if f.claim.by == by]) for by in authors]
    for by, group in [*groups, ("all", settled)] if settled else []:
        rest = [f for f in group if f.stated is None]
        scored = [f for f in group if f.stated is not None]
        if rest:
            hits = sum(f.state == "hit" for f in rest)
            yield _summary(SCORE, by, (f"came about {_share(hits, len(rest))}", None), rest)
        if scored:
            text = f"Brier {_brier(scored):.2f} over {len(scored)}; an even guess has 0.25"
            yield _summary(SCORE, by, (text, None), scored)


def _calibration(made: Sequence[Forecast]) -> Iterator[Row]:
    """Yield by bins of stated probabilities how often what was forecast came about."""
    bins: dict[int, list[Forecast]] = {}
    for forecast in made:
        if _is_scored(forecast):
            # the last bin holds its upper end
            place = min(int(100 * (forecast.stated or 0.0) / BIN), 100 // BIN - 1)
            bins.setdefault(place, []).append(forecast)
    for place, group in sorted(bins.items()):
        mean = round(100 * sum(f.stated or 0.0 for f in group) / len(group))
        hits = sum(f.state == "hit" for f in group)
        said = f"stated {BIN * place} to {BIN * (place + 1)} percent: came about "
        yield _summary(CALIBRATION, "all", (said + _share(hits, len(group)), mean), group)


def _share(hits: int, of: int) -> str:
    ends = wilson(hits, of)
    return f"{hits} of {of} (90 percent interval {100 * ends.low:.0f} to {100 * ends.high:.0f})"


def _summary(kind: str, by: str, told: tuple[str, int | None], group: Iterable[Forecast]) -> Row:
    (text, percent), who = told, name_text(by)
    cells: tuple[Cell, ...] = (kind, who, None, None, None, percent, None, None, None, text, None)
    return Row(cells=cells, basis=tuple(f.entry.id for f in group))
