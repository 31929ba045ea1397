"""What the desk says became of an entry, as far as the view may show it. Pure."""

from __future__ import annotations

from detente.model.outcomes import CLOSED, Outcome, outcome_by
from detente.model.snapshot import Entry
from detente.record.folded import Folded


def became(folded: Folded, entry: Entry) -> Outcome:
    """Return what became of an entry by the judgements that the view's mark shows.

    No report says so, the desk alone: what an internal judgement says stays in below its mark.
    """
    on, shows = folded.verdicts.on, folded.state.view.shows
    judged = folded.groups[entry.id].judged
    told = {j.id: j for i in judged for j in on.get(i, ()) if shows(j.mark)}
    if not told:
        return Outcome()
    return outcome_by([told[key] for key in sorted(told)], tied=entry.is_conditional)


def is_resolved(folded: Folded, entry: Entry) -> bool:
    """Whether the desk said that a question is answered or a step done, and it may be shown."""
    if not folded.groups[entry.id].judged:  # as nearly all
        return False
    return became(folded, entry).state in CLOSED
