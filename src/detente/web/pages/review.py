"""Review: one claim after the other beside its text, what most follows from first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query, Request
from starlette.responses import Response

from detente.model.errors import ChangedMeanwhile, InputError
from detente.model.snapshot import Verdict
from detente.record.spans import mark_words, report_of
from detente.views.queue import DAILY, Queued, review_queue
from detente.views.words import say
from detente.web.asked import Asked, lately
from detente.web.asking import Shared, State, User
from detente.web.claims import ClaimCard, claim_card
from detente.web.conflicts import conflict_of
from detente.web.forms import WORDS, Sent, changed
from detente.web.page import Act, Done, Page
from detente.web.show import render
from detente.web.workbench import Workbench

_VERDICTS: tuple[Verdict, ...] = ("accepted", "rejected", "corrected")
# Deeds of the log in which today's are counted.
_MOST_DEEDS = 1000
# Names that are offered where one is written; more make a list that nobody reads.
_MOST_NAMES = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An entry that waits in the queue."""

    id: str
    said: str
    family: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A claim to judge, and the queue.

    card: None if nothing waits. queue: None if one entry was asked for. more: How many beyond
    the day's were asked for. judged: Judgements and additions today, of everybody.
    names: Of the record's actors.
    """

    card: ClaimCard | None
    queue: tuple[Waiting, ...] | None
    daily: int
    more: int
    judged: int
    names: tuple[str, ...]


def answer(
    *,
    shared: Shared,
    asked: State,
    entry: Annotated[str | None, Query(description="An entry or claim, to see it alone.")] = None,
    after: Annotated[
        str | None, Query(description="What follows this entry in the queue.")
    ] = None,
    more: Annotated[int, Query(ge=0, le=1000, description="So many more than the day's.")] = 0,
) -> Review:
    """Return the next claim to judge with the queue, or one entry alone."""
    names = tuple(party.name for party in shared.record.actors(up_to=asked.up_to))[:_MOST_NAMES]
    judged = judged_today(shared)
    if entry is not None:
        alone = claim_card(shared, asked, entry)
        return _review(alone, None, judged=judged, more=more, names=names)
    queue = _queue(shared, asked, max(DAILY + more - judged, 0))
    first = _next(queue, after)
    card = claim_card(shared, asked, first.entry.id, why=first.reasons) if first else None
    return _review(card, queue, judged=judged, more=more, names=names)


def _review(
    card: ClaimCard | None,
    queue: tuple[Queued, ...] | None,
    *,
    judged: int,
    more: int,
    names: tuple[str, ...],
) -> Review:
    return Review(
        card=card,
        queue=None if queue is None else tuple(map(_waiting, queue)),
        daily=DAILY,
        more=more,
        judged=judged,
        names=names,
    )


def _queue(shared: Workbench, asked: Asked, limit: int) -> tuple[Queued, ...]:
    state = shared.snapshot(asked)
    # what changed lately is looked at first, whoever has seen it
    since = lately(state.as_of)
    changed_lately = shared.record.changes(since, until=asked.as_of, up_to=asked.up_to)
    return shared.worked.of(
        ("queue", asked, limit),
        (state, changed_lately),
        lambda: review_queue(
            state,
            changed_lately,
            shared.findings(state, asked),
            limit=limit,
            page=shared.brief(state, asked),
        ),
    )


def _next(queue: tuple[Queued, ...], after: str | None) -> Queued | None:
    """Return what follows an entry in the queue; the first if it is not in it, or is the last."""
    places = [n for n, waiting in enumerate(queue) if waiting.entry.id == after]
    follows = queue[places[0] + 1 :] if places else ()
    return next(iter((*follows, *queue)), None)


def _waiting(queued: Queued) -> Waiting:
    entry = queued.entry
    return Waiting(id=entry.id, said=say(entry), family=entry.family, reasons=queued.reasons)


def judged_today(shared: Workbench) -> int:
    """Return how many lines the desk judged or added today, without what it took back."""
    today = shared.settings.now().date()
    rows = shared.record.deeds(up_to="restricted", limit=_MOST_DEEDS).rows
    return sum(
        row.at.date() == today and row.kind in ("judge", "add") and not row.undone for row in rows
    )


def judge(
    *, request: Request, shared: Shared, asked: State, user: User, sent: Sent
) -> Done | Response:
    """Accept, reject or correct a claim as a form shows it.

    Whoever judges what another has judged meanwhile is shown both. Errors: as `Record.judge`.
    """
    verdict = next((v for v in _VERDICTS if v == sent.get("verdict")), None)
    if verdict is None:
        raise InputError(f"choose a verdict: one of {', '.join(_VERDICTS)}")
    shared.record.entry(sent.get("id", ""), up_to=asked.up_to)  # nobody judges what is hidden
    fields = _placed(shared, changed(sent), sent) if verdict == "corrected" else ()
    if verdict == "corrected" and not fields:
        raise InputError("nothing was corrected: change a field or the words, or accept it")
    try:
        shared.record.judge(
            sent.get("only") or sent.get("id", ""),
            verdict,
            fields=fields,
            by=user,
            why=sent.get("why") or None,
            seen=sent.get("seen") or None,
        )
    except ChangedMeanwhile as error:
        if "application/json" in request.headers.get("accept", ""):
            raise
        conflict = conflict_of(shared, asked, sent, told=str(error))
        return render(request, "conflict.html", asked=asked, status=409, here=PAGE, page=conflict)
    return Done(f"{verdict.capitalize()}; undo takes it back.", to=sent.get("next") or None)


def _placed(
    shared: Workbench, fields: tuple[tuple[str, str], ...], sent: Sent
) -> tuple[tuple[str, str], ...]:
    """Return corrections with words that were typed as their place in the report."""
    typed = dict(fields).get(WORDS)
    if typed is None or report_of(typed) is not None:
        return fields
    words = mark_words(shared.record.report(sent.get("report", "")), typed)
    place = f"{words.report}:{words.start}:{words.end}"
    return tuple((name, place if name == WORDS else value) for name, value in fields)


PAGE = Page(
    path="/review",
    title="Review",
    answer=answer,
    template="review.html",
    key="v",
    scripts=("review.js",),
    rows=("queue",),
)
ACTS = (Act(path="/review/judge", do=judge),)
