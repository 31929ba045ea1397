"""Where parties stand: demands, offers, yes, yes-if, no, and what they keep open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from detente.model.claims import Position
from detente.model.vocabulary import Stance
from detente.readings import tree
from detente.readings.conditions import hangs_on
from detente.readings.footing import is_parted
from detente.readings.negation import is_pending, word_set
from detente.readings.nlp import Stretch
from detente.readings.page import Page
from detente.readings.positions.acts import ahead_of_condition, bars, forbids, threat_stance
from detente.readings.positions.adjuncts import (
    apart_from_none,
    without_aside,
    without_event,
    without_none,
    without_teller,
)
from detente.readings.positions.bidding import bidden
from detente.readings.positions.doubts import (
    UNSAID,
    is_expected,
    is_idle,
    is_objectless,
    is_silence,
    is_supposed,
    is_unpromised,
    is_untied,
)
from detente.readings.positions.former import is_former
from detente.readings.positions.issues import is_bare_wish, issue_of
from detente.readings.positions.placed import Trigger, is_of_thing, verb_of
from detente.readings.positions.red_lines import level_at, red_line_at
from detente.readings.positions.series import parts_of
from detente.readings.positions.stances import NEGATED, stance_of
from detente.readings.positions.standins import provided
from detente.readings.positions.targets import is_insisted, is_negotiable, past_the_day, target_of
from detente.readings.positions.ties import tied
from detente.readings.positions.triggers import longest, trigger_of
from detente.readings.positions.voices import (
    Account,
    account_of,
    holders_of,
    is_anothers,
    is_drafted,
)
from detente.readings.rules import shipped_lists
from detente.readings.times.words import when

FAMILY = "positions"
# What a plan does of these its author proposes.
_DRAFTED = frozenset({"demands", "offers"})
_INNER = frozenset({"ccomp", "pcomp", "xcomp"})

# Why a wording gives no position: reasons by name.
Passed = Literal[
    "question",
    "unsaid",
    "silence",
    "expected",
    "former",
    "idle",
    "untied",
    "unpromised",
    "anothers",
    "no_stance",
    "no_target",
    "not_negotiable",
    "unnamed_issue",
    "bare_wish",
    "no_holder",
]
# For these reasons a wording tells nothing, though its clause may.
_OPEN: tuple[Passed | None, ...] = ("no_holder", "no_target", "not_negotiable", "untied")


@dataclass(frozen=True, slots=True)
class Tried:
    """A wording in its place, with the positions that it gives, or why it gives none."""

    trigger: Trigger
    positions: tuple[Position, ...] = ()
    passed: Passed | None = None


def read_positions(page: Page) -> list[Position]:
    """Return where parties stand, by the wordings of the page, in order of text."""
    return _fold([position for tried in try_positions(page) for position in tried.positions])


def try_positions(page: Page) -> list[Tried]:
    """Return what becomes of each wording of the page, in order of text."""
    hits = longest([*page.hits(FAMILY), *bidden(page)])
    triggers = _governing(page, [trigger_of(page, hit) for hit in hits])
    tried: list[Tried] = []
    found: list[Position] = []
    for trigger in triggers:
        one = _try(page, trigger, found)
        found += one.positions  # what "it" means behind it, though held no longer
        former = bool(one.positions) and is_former(page, trigger.head)
        tried.append(Tried(trigger, passed="former") if former else one)
    taken = [Stretch(t.trigger.head, t.trigger.hit.end) for t in tried if t.passed not in _OPEN]
    for trigger in tied(page, taken):
        tried.append(_try(page, trigger, found))
        found += tried[-1].positions
    return tried


def _governing(page: Page, triggers: list[Trigger]) -> list[Trigger]:
    """Of two wordings one within the other keep the one that carries the stance.

    "refused to rule out": the inner one, whose mood knows of the refusal. "wants Norland to
    accept": the outer one, for the acceptance is only wished. "refuses to lift the levy": the
    outer one, for an offer that is negated says nothing by itself. "ruled out lifting the levy",
    "did not oppose signing": the outer one, of which the inner verb knows nothing.
    """
    heads = {t.head: t for t in triggers}
    dropped: set[int] = set()
    for t in triggers:
        if hangs_on(page.parse, t.head):
            continue  # "agreed to it, subject to Norland agreeing too"
        for above in tree.ancestors(page.parse, t.head):
            if _tells_beside(page, above):
                break
            outer = heads.get(above)
            if outer is None or _is_condition_of(t, above) or not _is_below(page, t, outer):
                continue
            wished = outer.hit.reads in ("demands", "proposes", "reserves")
            wished = wished and not is_insisted(page, above, t.head)
            wished = wished or t.mood.footing in UNSAID or t.hit.extra.get("promised", False)
            wished = wished or (outer.hit.reads == "rejects" and _is_mute(t))
            if _is_no_to_doing(page, outer):
                dropped |= {t.head, above} if _is_twice_no(outer, t) else {t.head}
                break
            dropped.add(t.head if wished else above)
            break
    return [t for t in triggers if t.head not in dropped]


def _is_below(page: Page, inner: Trigger, outer: Trigger) -> bool:
    """Whether a wording is what another is about, as in "ruled out signing" however parsed."""
    token = page.parse.tokens[inner.head]
    if is_parted(page.parse, inner.head, outer.head):
        return False
    behind = token.tag == "VBG" and inner.head == outer.hit.end
    return behind or token.dep in _INNER or inner.head in past_the_day(page, outer.head)


def _is_no_to_doing(page: Page, outer: Trigger) -> bool:
    """Whether a no is one to doing what stands below it, of which the verb there does not know."""
    if outer.hit.reads != "rejects":
        return False
    return outer.mood.negated or page.parse.tokens[outer.head].lemma not in word_set("refusing")


def _is_twice_no(outer: Trigger, inner: Trigger) -> bool:
    """Whether a no is one to saying no: "ruled out rejecting the text" tells of no stance."""
    return inner.hit.reads == "rejects" and not outer.mood.negated


def _is_condition_of(trigger: Trigger, i: int) -> bool:
    """Whether a word stands in the condition of a wording, though the parser has it on top."""
    bearing = trigger.mood.condition
    return bearing is not None and bearing.start <= i < bearing.end


def _tells_beside(page: Page, verb: int) -> bool:
    """Whether a verb of saying stands beside another: "agreed to it but said it must …"."""
    token = page.parse.tokens[verb]
    return token.dep == "conj" and token.lemma in shipped_lists("positions")["saying"]


def _is_mute(trigger: Trigger) -> bool:
    """Whether a wording says nothing once it is negated."""
    mood, extra = trigger.mood, trigger.hit.extra
    return mood.negated and not extra.get("denied") and NEGATED[trigger.hit.reads] is None


def _try(page: Page, trigger: Trigger, before: list[Position]) -> Tried:
    doubt = _doubt(page, trigger)
    if doubt is not None:
        return Tried(trigger, passed=doubt)
    stance, target = stance_in_place(page, trigger), target_of(page, trigger)
    if stance is None:
        return Tried(trigger, passed="no_stance")
    if target is None:
        return Tried(trigger, passed="no_target")
    target = page.without_tail(target, trigger.head)
    trigger, target = apart_from_none(page, trigger, target)
    stance, target = without_none(page, trigger, target, stance=stance)
    if not is_negotiable(page, trigger, target):
        return Tried(trigger, passed="not_negotiable")
    given = _without_terms(page, trigger, target, stance=stance)
    told = parts_of(page, trigger, without_teller(page, given))
    plain = (without_aside(page, p) for p in told)
    parts = [without_event(page, trigger, p, stance=stance) for p in plain]
    whole = Stretch(target.start, max(target.end, parts[-1].end))
    found: list[Position] = []
    passed: Passed | None = None
    for part in parts:
        issue, proposition = _with_act(
            page, trigger, part, issue_of(page, trigger, part, before=before)
        )
        if issue is None:
            passed = passed or "unnamed_issue"
        elif is_bare_wish(page, stance, part, issue=issue):
            passed = passed or "bare_wish"
        else:
            about = _About(stance, issue, proposition, whole)
            found += _positions(page, trigger, about)
            passed = passed or "no_holder"
    return Tried(trigger, tuple(found), None if found else passed)


def _with_act(
    page: Page, trigger: Trigger, part: Stretch, told: tuple[str | None, str | None]
) -> tuple[str | None, str | None]:
    """The issue, with what is not to be done to it: who will not discuss the siege keeps it."""
    inside = page.parse.tokens[trigger.hit.start : trigger.hit.end]
    acts = trigger.hit.extra.get("acts", {})
    act = next((acts[t.lower] for t in inside if t.lower in acts), None)
    issue, proposition = told
    if act is None or issue is None:
        return told
    first = page.parse.tokens[part.start]
    if first.pos in ("DET", "PRON") or first.tag == "VBG":
        issue = issue[0].lower() + issue[1:]
    return f"{act} of {issue}", proposition and f"{act} of {issue}"


def _without_terms(page: Page, trigger: Trigger, target: Stretch, *, stance: Stance) -> Stretch:
    """What a yes is to, without the terms that it ends with: those are its condition."""
    bearing = trigger.mood.condition
    if stance != "conditionally_accepts" or bearing is None:
        return target
    behind = page.parse.tokens[bearing.end : target.end]
    is_last = all(token.pos == "PUNCT" for token in behind)
    return ahead_of_condition(trigger, target) if is_last else target


@dataclass(frozen=True, slots=True)
class _About:
    """A stance and what it is on. target: The words for that, with what stands beside it."""

    stance: Stance
    issue: str
    proposition: str | None
    target: Stretch


def _positions(page: Page, trigger: Trigger, about: _About) -> list[Position]:
    return [
        Position(
            evidence=(page.cite(_evidence(page, trigger, about.target)),),
            actor=actor,
            issue=about.issue,
            stance=about.stance,
            firmness=_firmness(page, trigger),
            condition=_condition(page, trigger),
            voice=account.voice,
            proposition=about.proposition,
            level=level_at(page, trigger.head, since=min(trigger.hit.start, about.target.start)),
            move=trigger.hit.extra.get("move"),
            reported_by=account.reported_by,
            when=when(page, trigger.head),
            hedged=trigger.mood.hedged or account.hedged,
            chain=account.chain,
            rule=trigger.hit.rule,
            confidence=trigger.hit.confidence,
        )
        for actor, account in _accounts(page, trigger)
        if actor != about.issue  # a party is nothing to demand of itself
    ]


def _condition(page: Page, trigger: Trigger) -> str | None:
    bearing = trigger.mood.condition
    return page.text_of(bearing and page.without_tail(bearing, trigger.head))


def _doubt(page: Page, trigger: Trigger) -> Passed | None:
    """Why what looks like a stance is none."""
    if trigger.mood.question:
        return "question"
    return next((name for name, holds in _DOUBTS if holds(page, trigger)), None)


_DOUBTS: tuple[tuple[Passed, Callable[[Page, Trigger], bool]], ...] = (
    ("unsaid", is_supposed),
    ("silence", is_silence),
    ("expected", is_expected),
    ("idle", is_idle),
    ("untied", is_untied),
    ("unpromised", is_unpromised),
    ("anothers", is_anothers),
    ("no_target", is_objectless),
)


def stance_in_place(page: Page, trigger: Trigger) -> Stance | None:
    """Return the stance of a wording as its clause is put, or None if it shows none.

    What a plan itself asks or gives ("the plan calls for") is what its author proposes.
    """
    reads = trigger.hit.reads
    if trigger.hit.extra["kind"] == "modal" and trigger.mood.negated:
        return "rejects" if forbids(page, trigger) else None
    if trigger.hit.extra["kind"] == "barring":
        return "rejects" if bars(page, trigger) else None
    if trigger.hit.extra["kind"] in ("tie", "ultimatum"):
        return reads  # type: ignore[return-value]
    if trigger.hit.extra["kind"] in ("threat", "bar", "lasting"):
        return None if trigger.mood.negated else threat_stance(page, trigger)
    if trigger.hit.extra["kind"] == "provision":
        reads = provided(page, trigger.head)
    if (
        reads in _DRAFTED
        and trigger.hit.extra["kind"] == "verb"
        and is_drafted(page, trigger.head)
    ):
        reads = "proposes"
    waits = reads == "accepts" and is_pending(page.parse, trigger.head)
    return stance_of(
        reads,
        trigger.mood,
        None if is_of_thing(page, trigger) else page.text_of(trigger.mood.condition),
        denied="reserves" if waits else trigger.hit.extra.get("denied"),
    )


def _accounts(page: Page, trigger: Trigger) -> Iterator[tuple[str, Account]]:
    for holder in holders_of(page, trigger.hit, trigger.head):
        yield holder.party, account_of(page, trigger.head, holder)


def _evidence(page: Page, trigger: Trigger, target: Stretch) -> Stretch:
    parse, kind = page.parse, trigger.hit.extra["kind"]
    if kind == "noun":
        phrase = tree.subtree(parse, trigger.head)
        tie = trigger.mood.condition if trigger.hit.extra.get("tied") else None
        end = max(target.end, trigger.hit.end, tie.end if tie is not None else 0)
        return Stretch(min(phrase.start, trigger.hit.start), end)
    verb = trigger.head
    if kind == "adjective" and not trigger.hit.extra.get("holder"):
        return Stretch(min(target.start, trigger.hit.start), max(target.end, trigger.hit.end))
    if kind in ("adjective", "phrase", "state"):
        verb = verb_of(page, trigger.head)
    clause = tree.clause(parse, verb)
    start = clause.start
    holder = tree.subject(parse, verb)
    if holder is not None and holder < start:
        start = tree.noun_phrase(parse, holder).start
    if target.end <= verb:  # "a condition that Norland rejects"
        start = min(start, target.start)
    while start < verb and parse.tokens[start].dep == "mark" and parse.tokens[start].head == verb:
        start += 1
    end = max(clause.end, target.end)
    return page.within_statement(Stretch(start, end), trigger.head)


def _firmness(page: Page, trigger: Trigger) -> str | None:
    firm, tokens = set(shipped_lists("positions")["firmness"]), page.parse.tokens
    near = [c for c in page.parse.children[trigger.head] if tokens[c].lower in firm]
    tied = [t.i - 1 for c in near for t in tokens[c + 1 : c + 2] if t.lower == "as"]
    near = [c for c in near if c not in tied]  # "as long as it stays"
    if near:
        return tokens[near[0]].text
    if page.parse.tokens[trigger.head].lemma in trigger.hit.extra.get("firm", ()):
        return page.parse.tokens[trigger.head].text
    return red_line_at(page, trigger.head)


def _fold(found: list[Position]) -> list[Position]:
    """One entry per party, issue and stance: what only repeats it is more evidence.

    A condition that one of them names bears on it all: nothing is given more freely than told.
    """
    kept: dict[tuple[str, str, str], Position] = {}
    for position in found:
        key = (position.actor, position.stance, position.issue.casefold())
        if key in kept:
            first = kept[key]
            more = tuple(e for e in position.evidence if e not in first.evidence)
            condition = first.condition or position.condition
            kept[key] = replace(first, evidence=first.evidence + more, condition=condition)
        else:
            kept[key] = position
    return list(kept.values())
