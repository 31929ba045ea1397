"""Which changes of a delta a rule of alerts asks for. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from detente.model.alerts import Known, Rule
from detente.model.claims import Compliance, Contact, Position, Proposal
from detente.model.outcomes import MET
from detente.model.snapshot import Change, Delta


def fired(rule: Rule, delta: Delta, known: Known, *, possible: bool = False) -> tuple[Change, ...]:
    """Return the changes that a rule asks for, in their order.

    possible: Whether those that are not sure count too.
    """
    test = _TESTS[rule.about]
    return tuple(
        change
        for change in delta.changes
        if (possible or change.entry.sure) and test(rule, change, known)
    )


def families(rules: Iterable[Rule]) -> frozenset[str] | None:
    """Return the families of which rules must know what changed; None: of all.

    >>> sorted(families([Rule(about="progress"), Rule(about="contact")]) or ())
    ['contacts', 'progress']
    >>> families([Rule(about="progress"), Rule(about="anything")])
    """
    wanted: set[str] = set()
    for rule in rules:
        if rule.about not in _ASKED:
            return None
        wanted.update(_ASKED[rule.about])
        if rule.issue is not None:
            wanted.add("positions")  # the register of issues follows from them
    return frozenset(wanted)


def _stance_changes(rule: Rule, change: Change, known: Known) -> bool:
    return (
        change.family == "positions"
        and change.kind == "changed"
        and _is_of_party(rule, change, known)
        and _is_on(rule.issue, change, known)
    )


def _stance(rule: Rule, change: Change, known: Known) -> bool:
    claim = change.entry.claim
    return (
        isinstance(claim, Position)
        and change.kind in ("new", "changed")
        and claim.stance == rule.state
        and _is_of_party(rule, change, known)
        and _is_on(rule.issue, change, known)
    )


def _contact(rule: Rule, change: Change, known: Known) -> bool:
    claim = change.entry.claim
    if not isinstance(claim, Contact) or change.kind == "fallen_due":
        return False
    told = {one.status for one in change.entry.statuses} or {claim.status}
    before = (change.before or "").replace("denies", "denied")
    return (
        rule.state in told
        and str(rule.state) not in before
        and rule.kind in (None, claim.kind)
        and all(_takes_part(name, change, known) for name in rule.parties)
    )


def _proposal(rule: Rule, change: Change, known: Known) -> bool:
    claim = change.entry.claim
    if not isinstance(claim, Proposal) or not _is_named(rule.name, claim.name):
        return False
    if rule.state == "new":
        return change.kind == "new"
    if rule.state == "revised":
        return claim.revised_from is not None or change.kind in ("changed", "contradicted")
    stage = next(
        (
            one.body.stage
            for one in reversed(change.entry.sightings)
            if isinstance(one.body, Proposal) and one.body.stage is not None
        ),
        None,
    )
    return stage == rule.state and change.kind in ("new", "changed")


def _forecast(_rule: Rule, change: Change, _known: Known) -> bool:
    """Whether the desk says now, and did not before, that a forecast's condition is met."""
    met = change.family == "assessments" and MET in (change.after or "")
    return met and MET not in (change.before or "")


def _accepted(_rule: Rule, change: Change, known: Known) -> bool:
    opposed = change.kind == "contradicted" or (
        change.kind == "changed" and change.family == "contacts"
    )
    return opposed and bool({change.entry.id, *change.basis} & known.accepted)


def _accounts(rule: Rule, change: Change, known: Known) -> bool:
    return change.kind == "contradicted" and _is_on(rule.issue, change, known)


def _due(_rule: Rule, change: Change, _known: Known) -> bool:
    return change.kind == "fallen_due"


def _owed(rule: Rule, change: Change, known: Known) -> bool:
    due = change.family == "commitments" and change.kind == "fallen_due"
    return due and _is_of_party(rule, change, known)


def _violation(rule: Rule, change: Change, known: Known) -> bool:
    """Whether somebody alleges a violation, or it is denied or checked now."""
    claim = change.entry.claim
    alleged = isinstance(claim, Compliance) and claim.act == "violated"
    fresh = change.kind in ("new", "changed", "contradicted")
    return alleged and fresh and _is_of_party(rule, change, known)


def _obstacle(_rule: Rule, change: Change, _known: Known) -> bool:
    return change.family == "sticking_points" and change.kind == "new"


def _progress(_rule: Rule, change: Change, _known: Known) -> bool:
    return change.family == "progress"


def _words(rule: Rule, change: Change, _known: Known) -> bool:
    said = [change.text, *(sighting.body.main.text for sighting in change.entry.sightings)]
    return any((rule.words or "").casefold() in text.casefold() for text in said)


def _anything(_rule: Rule, _change: Change, _known: Known) -> bool:
    return True


_TESTS: dict[str, Callable[[Rule, Change, Known], bool]] = {
    "stance_changes": _stance_changes,
    "stance": _stance,
    "contact": _contact,
    "proposal": _proposal,
    "forecast": _forecast,
    "accepted": _accepted,
    "accounts": _accounts,
    "due": _due,
    "owed": _owed,
    "violation": _violation,
    "obstacle": _obstacle,
    "progress": _progress,
    "words": _words,
    "anything": _anything,
}


_OPPOSED = ("positions", "contacts", "proposals")
# What rules ask for may be of these families; of any where a rule is not listed.
_ASKED: dict[str, tuple[str, ...]] = {
    "stance_changes": ("positions",),
    "stance": ("positions",),
    "contact": ("contacts",),
    "proposal": ("proposals",),
    "forecast": ("assessments",),
    "accepted": _OPPOSED,
    "accounts": _OPPOSED,
    "due": ("contacts", "next_steps", "commitments"),
    "owed": ("commitments",),
    "violation": ("compliance",),
    "obstacle": ("sticking_points",),
    "progress": ("progress",),
}


def _is_of_party(rule: Rule, change: Change, known: Known) -> bool:
    """Whether a position is that of the party asked for, or of one who speaks for it."""
    holder = change.entry.actors[:1]
    return not rule.parties or any(name in _called(rule.parties[0], known) for name in holder)


def _takes_part(name: str, change: Change, known: Known) -> bool:
    return bool(_called(name, known).intersection(change.entry.actors))


def _called(name: str, known: Known) -> frozenset[str]:
    """Display names of those who are called so, and of those who speak for them."""
    word = name.casefold()
    found = {p.name for p in known.parties if word in map(str.casefold, (p.id, p.name, *p.names))}
    for _ in known.parties[:4]:  # a spokesperson of a ministry of a state
        found |= {p.name for p in known.parties if p.acts_for in found}
    return frozenset(found or {name})


def _is_on(issue: str | None, change: Change, known: Known) -> bool:
    """Whether a change is on an issue, one below it, or a proposition with these words."""
    if issue is None:
        return True
    word = issue.casefold()
    under = {one.id for one in known.issues if word in (one.id, one.name.casefold())}
    for _ in range(4):
        under |= {one.id for one in known.issues if one.parent in under}
    if change.entry.issue in under:
        return True
    return any(word in text.casefold() for text in _told(change, known))


def _told(change: Change, known: Known) -> tuple[str, ...]:
    """The words in which a change says what it is on."""
    claim, proposition = change.entry.claim, change.entry.proposition
    if not isinstance(claim, Position):
        return (change.text,)
    placed = (p.text for one in known.issues for p in one.propositions if p.id == proposition)
    return (*placed, claim.issue, claim.proposition or "")


def _is_named(wanted: str | None, name: str) -> bool:
    if wanted is None:
        return True
    bare = wanted.casefold().removeprefix("the ")
    return bare in name.casefold()
