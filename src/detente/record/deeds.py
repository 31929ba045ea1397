"""The desk's log as a list, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from detente.model.answers import DeedRow
from detente.record.decisions import undone
from detente.record.facts import Action, View

LOOK = "look"
ADD = "add"
NOTHING = "nothing"
# What words of a report mean, laid beside them.
TRANSLATE = "translate"
# Whose account of a contact a report is.
ACCOUNT = "account"
# Of which commitment an account of compliance tells.
COMMITMENT = "commitment"
# What models may use where the record is silent; no line of the record follows from it.
ASSUME = "assume"
DRAFT = "draft"
PURGE_DRAFT = "purge_draft"
# How a draft stands to another.
LINK = "link"
# A report that gets another mark.
REMARK = "mark"
# After these nothing may stand that was worked out before: it may hold what is to be seen no more.
SWEEPING = ("purge", REMARK)
ON_DRAFTS = frozenset({DRAFT, LINK, "pin", "break"})
SOURCE_DEEDS = ("source_add", "source_remove", "source_pause", "source_resume")
ALERT_DEEDS = ("alert_add", "alert_remove")
# What is followed, and what is told of it, changes no line of the record.
ON_FOLLOWING = frozenset({*SOURCE_DEEDS, *ALERT_DEEDS})
# What leaves the register, and what is one, as they were; and what does, taken back.
QUIET = frozenset({"judge", ADD, ASSUME, COMMITMENT, LOOK, NOTHING, TRANSLATE}) | ON_FOLLOWING
QUIETLY_UNDONE = QUIET - {ADD}
# What cannot be taken back: a purge removed words; an undo is undone by doing the thing again, and
# so is a mark.
FINAL = frozenset({"purge", PURGE_DRAFT, REMARK, "undo"})
_IN_WORDS = {
    "judge": "the judgement '{verdict}' on {subject}",
    "merge": "the merge of {of} {joined}",
    "split": "the split of {of} {subject}",
    "place": "the placement of {subject}",
    "outlet": "the class {class!r} of outlet {name!r}",
    "add": "the added claim {subject} of {family}",
    "nothing": "the mark that report {subject} says nothing at {start}:{end}",
    ASSUME: "the assumption {words!r} ({kind})",
    ACCOUNT: "the word that report {report} {words} an account of contact {subject}",
    COMMITMENT: "the word that account {told} {words} of commitment {subject}",
    TRANSLATE: "the translation of report {subject}",
    "look": "the last look by {subject}",
    "purge": "the purge of report {subject}",
    REMARK: "the mark {mark} of report {subject}",
    DRAFT: "the draft {subject}",
    "pin": "the pin of point {a_part} to {b_part} (drafts {joined})",
    "break": "the break of points {a_part} and {b_part} (drafts {joined})",
    LINK: "the word that draft {subject} {words} {earlier}",
    PURGE_DRAFT: "the purge of draft {subject}",
    "source_add": "the source {address}",
    "source_remove": "the removal of source {address}",
    "source_pause": "the pause of source {address}",
    "source_resume": "the end of the pause of source {address}",
    "alert_add": "the alert {words!r}",
    "alert_remove": "the removal of alert {words!r}",
    "issue_start": "the starter set {subject}",
    "issue_add": "the new issue {name!r}",
    "issue_rename": "the new name {name!r} of issue {subject}",
    "issue_move": "the move of issue {subject}",
    "issue_split": "the split of issue {subject}",
    "proposition_add": "the new proposition {text!r}",
    "proposition_rename": "the new text {text!r} of proposition {subject}",
    "proposition_move": "the move of proposition {subject}",
    "proposition_merge": "the merge of proposition {joined}",
}


def in_words(action: Action) -> str:
    """Return what a deed was, in words; an undo is what it takes back."""
    joined = " and ".join(action.body.get("ids", ()))
    words = _IN_WORDS[action.kind]
    return words.format(subject=action.subject, joined=joined, **action.body)


def deed_rows(actions: Sequence[Action], view: View) -> list[DeedRow]:
    """Return the deeds within a view's mark, newest first; looks are none."""
    by_id = {action.id: action for action in actions}
    back = undone(actions)
    shown = (a for a in reversed(actions) if a.kind != LOOK and view.shows(a.mark))
    return [_row(a, by_id, a.id in back) for a in shown if not _is_of_look(a, by_id)]


def _row(action: Action, by_id: Mapping[int, Action], back: bool) -> DeedRow:
    target = target_of(action, by_id)
    said = in_words(target)
    return DeedRow(
        id=action.id,
        at=action.at,
        by=action.by,
        kind=action.kind,
        subject=action.subject,
        words=said if target is action else f"taken back: {said}",
        why=action.why,
        mark=action.mark,
        undone=back,
        undoes=action.undoes,
        can_undo=not back and action.kind not in FINAL,
    )


def target_of(action: Action, by_id: Mapping[int, Action]) -> Action:
    """Return what an undo takes back; any other deed itself."""
    return action if action.undoes is None else by_id[action.undoes]


def decisions_since(actions: Iterable[Action], deed: int) -> int:
    """Return how many decisions came after a deed: a look is none, nor is what is followed."""
    by_id = {action.id: action for action in actions}
    later = (target_of(action, by_id) for action in by_id.values() if action.id > deed)
    return sum(target.kind != LOOK and target.kind not in ON_FOLLOWING for target in later)


def _is_of_look(action: Action, by_id: Mapping[int, Action]) -> bool:
    return target_of(action, by_id).kind == LOOK


def about(action: Action) -> frozenset[str]:
    """Return the ids of what a deed changed: claims, entries, members, issues, propositions."""
    lists = ("claims", "entries", "ids", "propositions")
    return frozenset({action.subject, *(key for n in lists for key in action.body.get(n, ()))})


def since(actions: Iterable[Action], deed: int, ids: frozenset[str]) -> Action | None:
    """Return the last deed after a number that is about one of these ids, or None.

    An undo is about what it takes back.
    """
    every = {action.id: action for action in actions}
    later = [a for a in every.values() if a.id > deed and a.kind != LOOK]
    for action in reversed(later):
        target = target_of(action, every)
        if target.kind != LOOK and ids & about(target):
            return action
    return None
