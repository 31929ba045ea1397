"""Sentences that yielded nothing, and a sample of them that is the same at each look. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.model.samples import Outcome, Sample, Sampled
from detente.model.sentences import sentences
from detente.model.text import Evidence, Report
from detente.record.decisions import undone
from detente.record.deeds import ADD, NOTHING
from detente.record.facts import ADDED, Action, Library, Seen
from detente.record.words import digest

# Sentences a week: at a minute each, what a desk can spare; 60 in three weeks narrow the share
# that is missed to some ten percent either way.
SIZE = 20
# Reports of a week that are looked into, drawn like the sentences: each text must be fetched.
REPORTS = 200
# Captions, headings and links have fewer words, or end without a mark: they claim nothing.
FEWEST_WORDS = 6
ENDS = tuple(".!?…”\"'’")

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Checked:
    """A place that the desk looked at for what was missed."""

    report: str
    start: int
    end: int
    outcome: Outcome


def week_of(moment: str) -> str:
    """Return the week of a moment, as a record writes it.

    >>> week_of("2031-03-01T08:00:00.000000+00:00")
    '2031-W09'
    """
    year, week, _ = dt.date.fromisoformat(moment[:10]).isocalendar()
    return f"{year}-W{week:02}"


def weeks(library: Library) -> tuple[str, ...]:
    """Return the weeks in which reports were entered, the latest first."""
    return tuple(sorted({week_of(library.reports[r].entered) for r in library.current})[::-1])


def drawn_reports(library: Library, week: str) -> tuple[list[str], int]:
    """Return the reports of a week that are looked into, and how many the week has.

    Texts that were replaced, and copies of others, are left out.
    """
    every = [
        key
        for key in library.current
        if week_of(library.reports[key].entered) == week and library.is_own(key)
    ]
    return sorted(every, key=lambda key: digest(week, key))[:REPORTS], len(every)


def read_spans(seen: Iterable[Seen], reports: Iterable[str]) -> Mapping[str, Spans]:
    """Return where readings claim something in reports; what the desk added is left out."""
    found: dict[str, list[tuple[int, int]]] = {report: [] for report in reports}
    for one in seen:
        if one.report in found and one.reading != ADDED:
            found[one.report].append((one.start, one.end))
    return found


def draw(
    week: str,
    texts: Sequence[Report],
    spans: Mapping[str, Spans],
    *,
    checked: Sequence[Checked],
    of: int,
    size: int = SIZE,
) -> Sample:
    """Return a week's sample. of: Number of reports of the week that could have been drawn."""
    silent = [words for text in texts for words in silent_sentences(text, spans[text.id])]
    chosen = sorted(silent, key=lambda words: digest(week, words.report, str(words.start)))[:size]
    by_report: dict[str, list[Checked]] = {}
    for one in checked:
        by_report.setdefault(one.report, []).append(one)
    return Sample(
        week=week,
        sentences=tuple(
            Sampled(words, _outcome(words, by_report.get(words.report, ()))) for words in chosen
        ),
        silent=round(len(silent) * of / len(texts)) if texts else 0,
        reports=of,
        looked_in=len(texts),
    )


def silent_sentences(report: Report, spans: Spans) -> Iterator[Evidence]:
    """Yield the sentences of a text in which nothing is claimed."""
    for words in sentences(report):
        whole = len(words.text.split()) >= FEWEST_WORDS and words.text.endswith(ENDS)
        if whole and not any(start < words.end and words.start < end for start, end in spans):
            yield words


def checked_in(actions: Iterable[Action]) -> tuple[Checked, ...]:
    """Return the places that the desk looked at, in order, without what was taken back."""
    log = tuple(actions)
    back = undone(log)
    found = []
    for action in log:
        if action.id in back:
            continue
        body = action.body
        if action.kind == NOTHING:
            found.append(Checked(body["report"], body["start"], body["end"], "nothing"))
        elif action.kind == ADD and "claim" in body:
            main = body["claim"]["evidence"][0]
            found.append(Checked(body["report"], main["start"], main["end"], "added"))
    return tuple(found)


def _outcome(words: Evidence, checked: Iterable[Checked]) -> Outcome | None:
    """What the desk said of a sentence; that it found something there counts before all else."""
    here = {c.outcome for c in checked if c.start < words.end and words.start < c.end}
    return "added" if "added" in here else "nothing" if here else None
