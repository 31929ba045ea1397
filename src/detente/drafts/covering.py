"""coverage(): which issues of the register a draft has points on, by words: an inference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.drafts.threads import Stage
from detente.drafts.wording import words_of
from detente.model.drafts import Draft
from detente.model.snapshot import Issue
from detente.model.versions import Covered

# A point is on an issue if it holds a word of its name, so many of its definition, or this share
# of the words of a proposition under it, two at least.
_DEFINING, _SHARE, _FEWEST = 2, 0.5, 2
# Longer names are propositions: the record made the issue from a stance.
_NAME = 5
# Words that tell of no issue.
_EMPTY = words_of(
    "form other others their talks rights measures terms issues questions matters under after "
    "before with from this that these those what which whom where when years months days"
)
# Forms of one word begin alike: "ships" and "shipping".
_ALIKE = 4


def coverage(stages: Sequence[Stage], issues: Iterable[Issue]) -> tuple[Covered, ...]:
    """Return a cell for each issue and version, in this order; without points it is out."""
    return tuple(_covered(stage, issue) for issue in issues for stage in stages)


def _covered(stage: Stage, issue: Issue) -> Covered:
    on = points_on(stage.draft, issue)
    changed = False
    if stage.comparison is not None:
        before = points_on(stage.comparison.alignment.a, issue)
        same = {
            part
            for one in stage.comparison.changed
            if one.weight != "substantive" and set(one.pair.a) <= set(before)
            for part in one.pair.b
        }
        kept = [one.pair for one in stage.comparison.changed if set(one.pair.b) & same]
        changed = not set(on) <= same or len({n for pair in kept for n in pair.a}) < len(before)
        changed = changed and bool(on) and bool(before)
    return Covered(issue=issue.id, version=stage.version.id, parts=on, changed=changed)


def points_on(draft: Draft, issue: Issue) -> tuple[int, ...]:
    """Return the points of a draft that are on an issue, as far as words tell."""
    named = words_of(issue.name) - _EMPTY
    defining = words_of(issue.definition or "") - _EMPTY
    told = [words_of(proposition.text) - _EMPTY for proposition in issue.propositions]
    if len(issue.name.split()) > _NAME:
        told, named = [*told, named], frozenset()
    found = []
    for part in draft.points:
        held = words_of(draft.parts[part].body) - _EMPTY
        if (
            _both(held, named)
            or _both(held, defining) >= _DEFINING
            or any(_both(held, words) >= max(_FEWEST, _SHARE * len(words)) for words in told)
        ):
            found.append(part)
    return tuple(found)


def _both(held: frozenset[str], words: frozenset[str]) -> int:
    """Return how many words of an issue a point holds, in whatever form."""
    begun = {word[:_ALIKE] for word in held}
    likely = [word for word in words if word[:_ALIKE] in begun]
    return sum(any(one.startswith(w) or w.startswith(one) for one in held) for w in likely)
