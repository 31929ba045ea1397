"""What was missed: claims added on words that the desk marks, and a sample of silent sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Form, Query

from detente.model.claims import FAMILIES
from detente.model.codec import FAMILY_BY_NAME
from detente.model.errors import InputError, UnknownName
from detente.model.rows import ReportRow
from detente.model.text import Report
from detente.record.spans import mark_words
from detente.scoring.missed import Missed, estimate_missed
from detente.views.passages import Passage, passages, whole
from detente.views.words import say_claim
from detente.web.asked import Asked
from detente.web.asking import Shared, State, User
from detente.web.forms import NOW, FormField, Sent, form_fields, given
from detente.web.page import Act, Done, Page
from detente.web.places import own_address
from detente.web.workbench import Workbench

KINDS = tuple(family.family for family in FAMILIES)
# Reports to choose from where none is named.
_LATEST = 30
_MOST_NAMES = 400
# Before words are marked, a whole report is shown, up to so many paragraphs.
_ALL = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """A claim to be added.

    report: None as long as none is chosen; then `latest` are offered. passages: The report around
    the words, all of it as long as none are marked. words: Marked, REPORT:START:END, or "".
    fields: Of the family. to: Where to go on when it is added; "" for here.
    """

    report: str | None
    title: str | None
    outlet: str | None
    latest: tuple[ReportRow, ...]
    passages: tuple[Passage, ...]
    words: str
    family: str
    families: tuple[str, ...]
    fields: tuple[FormField, ...]
    names: tuple[str, ...]
    to: str


def answer_adding(
    *,
    shared: Shared,
    asked: State,
    report: Annotated[str | None, Query(description="Id of a report.")] = None,
    start: Annotated[int | None, Query(description="First code point of the words.")] = None,
    end: Annotated[int | None, Query(description="First code point after them.")] = None,
    family: Annotated[str, Query(description="Kind of claim.")] = "positions",
    to: Annotated[str, Query(description="Where to go on when it is added.")] = "",
) -> Adding:
    """Return a form for a claim that was missed, beside its report."""
    if family not in FAMILY_BY_NAME:
        raise UnknownName("kind of claim", family, KINDS)
    names = tuple(party.name for party in shared.record.actors(up_to=asked.up_to))[:_MOST_NAMES]
    text = report_within(shared, asked, report) if report else None
    latest = () if text else shared.record.reports_page(up_to=asked.up_to, limit=_LATEST).rows
    shown, words = _shown(text, start, end) if text else ((), "")
    return Adding(
        report=text.id if text else None,
        title=text.title if text else None,
        outlet=text.source.name if text else None,
        latest=latest,
        passages=shown,
        words=words,
        family=family,
        families=KINDS,
        fields=form_fields(family),
        names=names,
        to=to,
    )


def _shown(report: Report, start: int | None, end: int | None) -> tuple[tuple[Passage, ...], str]:
    if start is None or end is None:
        return whole(report, _ALL), ""
    words = mark_words(report, f"{start}:{end}")
    return passages(report, words.start, words.end), f"{report.id}:{words.start}:{words.end}"


def report_within(shared: Workbench, asked: Asked, id_: str) -> Report:
    """Return a report within the mark that is asked for. Errors: NoSuchEntry."""
    texts = shared.record.revisions(id_, up_to=asked.up_to)
    return shared.record.report(next(t.report.id for t in texts if t.report.id.startswith(id_)))


def add_claim(*, shared: Shared, asked: State, user: User, sent: Sent) -> Done:
    """Add a claim that was missed. Errors: as `Record.add`."""
    words = sent.get(f"{NOW}evidence", "")
    if not words.strip(":"):
        raise InputError("no words are marked; mark those in which the claim stands")
    fields = [(k, v) for k, v in given(sent) if k != "evidence" and v.strip()]
    claim = shared.record.add(
        report_within(shared, asked, sent.get("report", "")).id,
        sent.get("family", ""),
        words=words,
        fields=fields,
        by=user,
        why=sent.get("why") or None,
    )
    again = asked.address("/add-claim", report=claim.main.report, family=claim.family)
    to = own_address(sent["to"]) if sent.get("to") else again
    return Done(f"Added: {say_claim(claim)}; undo takes it back.", to=to)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampledSentence:
    """A sentence in which nothing was found. outcome: What the desk said of it, None if nothing.

    passages: The paragraph in which it stands.
    """

    report: str
    start: int
    end: int
    outlet: str
    title: str | None
    passages: tuple[Passage, ...]
    outcome: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePage:
    """A week's sample. silent: Sentences of the week that yielded nothing.

    estimate: Over the weeks looked at. too_few: Sentences below which none is made.
    """

    week: str | None
    weeks: tuple[str, ...]
    sentences: tuple[SampledSentence, ...]
    checked: int
    missed: int
    silent: int
    reports: int
    estimate: Missed


def answer_sample(
    shared: Shared,
    asked: State,
    week: Annotated[str | None, Query(description="As 2031-W09; the latest without it.")] = None,
) -> SamplePage:
    """Return a week's sample of sentences that yielded nothing, and what they say of the rest."""
    record = shared.record
    weeks = record.sample_weeks(asked.up_to)
    estimate = estimate_missed(record.samples(asked.up_to))
    chosen = week or next(iter(weeks), None)
    if chosen is None:
        return SamplePage(
            week=None,
            weeks=(),
            sentences=(),
            checked=0,
            missed=0,
            silent=0,
            reports=0,
            estimate=estimate,
        )
    sample = record.sample(chosen, asked.up_to)
    texts = {one.words.report: record.report(one.words.report) for one in sample.sentences}
    return SamplePage(
        week=chosen,
        weeks=weeks,
        sentences=tuple(
            SampledSentence(
                report=one.words.report,
                start=one.words.start,
                end=one.words.end,
                outlet=texts[one.words.report].source.name,
                title=texts[one.words.report].title,
                passages=passages(
                    texts[one.words.report], one.words.start, one.words.end, around=0
                ),
                outcome=one.outcome,
            )
            for one in sample.sentences
        ),
        checked=sample.checked,
        missed=sample.missed,
        silent=sample.silent,
        reports=sample.reports,
        estimate=estimate,
    )


def nothing_here(
    *,
    shared: Shared,
    asked: State,
    user: User,
    report: Annotated[str, Form()],
    start: Annotated[int, Form()],
    end: Annotated[int, Form()],
) -> Done:
    """Say that a sentence holds no claim. Errors: NoSuchEntry, SpanError."""
    shared.record.nothing_here(report_within(shared, asked, report).id, start, end, by=user)
    return Done("Nothing here, you say; undo takes it back.")


ADDING = Page(
    path="/add-claim",
    title="Add a claim",
    answer=answer_adding,
    template="add_claim.html",
    scripts=("adding.js",),
)
SAMPLE = Page(
    path="/review/sample",
    title="What was missed",
    answer=answer_sample,
    template="sample.html",
    scripts=("sample.js",),
    rows=("sentences",),
)
ACTS = (
    Act(path="/add-claim", do=add_claim),
    Act(path="/review/nothing", do=nothing_here),
)
