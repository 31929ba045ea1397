"""The desk's judgements as a list: what each is on now, and which lost their words. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from detente.model.rows import JudgementRow, Judgements, JudgementState
from detente.model.snapshot import Entry
from detente.record.decisions import Judged
from detente.record.folded import Folded


def judgement_rows(every: Folded, shown: Folded) -> Judgements:
    """Return the judgements of a record in order, those of a mark too high counted.

    every: The whole record. shown: The same up to the mark asked for; its words may be repeated.
    """
    entries = _entries(shown)
    judged = every.decisions.judged
    rows = tuple(
        JudgementRow(
            judgement=one.judgement,
            family=one.family,
            state=_state(every, one),
            entry=entries.get(one.judgement.id),
        )
        for one in judged
        if _is_shown(every, shown, one, entries)
    )
    return Judgements(rows=rows, left_out=len(judged) - len(rows))


def _entries(folded: Folded) -> Mapping[int, Entry]:
    """Judgement -> the first entry that it is on."""
    found: dict[int, Entry] = {}
    for index in sorted(folded.verdicts.on, key=folded.rank):
        for judgement in folded.verdicts.on[index]:
            name = folded.called(folded.seen[index].entry)
            if name is not None:
                found.setdefault(judgement.id, folded.entries[name])
    return found


def _state(every: Folded, one: Judged) -> JudgementState:
    if one.judgement.undone:
        return "taken_back"
    if any(lost.id == one.judgement.id for lost in every.verdicts.lost):
        return "lost"
    return "carried" if one.judgement.id in every.verdicts.carried else "in_force"


def _is_shown(every: Folded, shown: Folded, one: Judged, entries: Mapping[int, Entry]) -> bool:
    """Whether a judgement and what it is on lie within the mark."""
    view = shown.state.view
    if not view.shows(one.judgement.mark):
        return False
    if one.judgement.id in entries:
        return True
    reports = every.state.library.reports
    old = [every.state.extra[claim] for claim in one.claims if claim in every.state.extra]
    known = {seen.report for seen in old} | {
        seen.report for seen in every.seen if seen.claim in one.claims
    }
    return all(view.shows(reports[report].mark) for report in known)
