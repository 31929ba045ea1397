"""Which plan became which: "revised to", "an improved offer", "replaces the framework of 2029"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from detente.model.claims import Proposal
from detente.readings import tree
from detente.readings.modality import mood
from detente.readings.nlp import Hit, Stretch
from detente.readings.numbers import number_of
from detente.readings.page import Page
from detente.readings.points import may_be_plan, points_of
from detente.readings.prices import prices
from detente.readings.recounts import with_recounts
from detente.readings.rules import shipped_lists

FAMILY = "proposals"


def link_versions(page: Page, found: Sequence[Proposal]) -> list[Proposal]:
    """Return the proposals; where one was revised to another, the later names the earlier."""
    linked = list(found)
    for hit in page.hits(FAMILY):
        if hit.reads in _LINKS:
            _link(page, linked, hit)
    for bid, price in prices(page).items():
        at = _named_at(page, linked, bid)
        if at is not None and price.before is not None:
            whole = page.cite(price.told)
            rest = (e for e in linked[at].evidence if not whole.start <= e.start < whole.end)
            before = page.text(price.before)
            linked[at] = replace(linked[at], revised_from=before, evidence=(whole, *rest))
    return _by_order(page, with_recounts(page, linked))


@dataclass(frozen=True, slots=True)
class _Turn:
    """The nouns of the version before and of the one after, by token; others: Beside the old."""

    old: int
    new: int
    others: tuple[int, ...] = ()


def _link(page: Page, linked: list[Proposal], hit: Hit) -> None:
    """Name the earlier version in the later, as one wording tells."""
    for turn in _LINKS[hit.reads](page, hit):
        before, after = _named_at(page, linked, turn.old), _named_at(page, linked, turn.new)
        if after is None or before == after or mood(page.parse, hit.start).negated:
            return
        words = _plain(page, turn.old) if before is None else linked[before].name
        words = " and ".join((words, *(_plain(page, other) for other in turn.others)))
        words = f"based on {words}" if hit.reads == "based_on" else words
        first, last = sorted((hit.start, turn.new))
        clause = page.cite(Stretch(first, tree.noun_phrase(page.parse, last).end))
        evidence = (clause,) if hit.reads == "revised" else linked[after].evidence
        linked[after] = replace(linked[after], revised_from=words, evidence=evidence)


def _revised(page: Page, hit: Hit) -> Iterator[_Turn]:
    """As in "the plan was cut down to a 12-point draft"."""
    old = tree.done_to(page.parse, hit.start)
    for new in tree.prep_objects(page.parse, hit.start, "to", "into")[:1]:
        if old is not None:
            yield _Turn(old, new)


def _made_from(page: Page, hit: Hit) -> Iterator[_Turn]:
    """As in "a 12-point draft, trimmed from an earlier 31-point plan"."""
    new = tree.done_to(page.parse, hit.start)
    for old in tree.prep_objects(page.parse, hit.start, "from")[:1]:
        if new is not None and (
            may_be_plan(page, old) or points_of(_plain(page, old)) is not None
        ):
            yield _Turn(old, new)


def _replaced(page: Page, hit: Hit) -> Iterator[_Turn]:
    """As in "the new framework replaces that of 2029"."""
    new, old = tree.doer(page.parse, hit.start), tree.done_to(page.parse, hit.start)
    if new is not None and old is not None and may_be_plan(page, new) and may_be_plan(page, old):
        yield _Turn(old, new)


def _based_on(page: Page, hit: Hit) -> Iterator[_Turn]:
    """As in "the plan is based on Norland's draft", "a plan that builds on it"."""
    parse = page.parse
    new = tree.done_to(parse, hit.start)
    new = tree.doer(parse, hit.start) if new is None else new
    for old in tree.prep_objects(parse, hit.start, "on", "upon")[:1]:
        if new is not None and may_be_plan(page, new) and may_be_plan(page, old):
            beside = (n for n in tree.conjuncts(parse, old) if n != old and may_be_plan(page, n))
            yield _Turn(old, new, tuple(beside))


_LINKS = {
    "revised": _revised,
    "made_from": _made_from,
    "replaced": _replaced,
    "based_on": _based_on,
}


def _by_order(page: Page, found: list[Proposal]) -> list[Proposal]:
    """Return the proposals, with "the revised offer" tied to the one offer that it follows."""
    told = [_told(page, p) for p in found]
    linked = list(found)
    for n, later in enumerate(told):
        if later.kind is None or not later.later or linked[n].revised_from is not None:
            continue
        before = [k for k, one in enumerate(told) if k != n and _may_precede(one, later)]
        named = [k for k in before if told[k].earlier]
        superseded = {linked[k].revised_from for k in before}
        chosen = named or [k for k in before if linked[k].name not in superseded]
        if len(chosen) == 1 and linked[chosen[0]].revised_from != found[n].name:
            linked[n] = replace(linked[n], revised_from=found[chosen[0]].name)
    return linked


@dataclass(frozen=True, slots=True)
class _Version:
    """What the words of a proposal tell of its place among versions.

    later, earlier: Words for it, lower case ("revised"; "first"). content: What names it beside.
    version: Whether it is called but a version: "a slimmed-down version".
    """

    start: int
    kind: str | None
    owner: str | None
    content: frozenset[str]
    later: frozenset[str]
    earlier: frozenset[str]
    version: bool


def _tells(word: str) -> bool:
    """Whether a word may name a plan: no small word, no number of points."""
    return len(word) > 2 and word not in ("point", "points", "down") and number_of(word) is None


def _told(page: Page, proposal: Proposal) -> _Version:
    lists = shipped_lists("proposals")
    name = frozenset(re.findall(r"[\w]+", _around(page, proposal).casefold()))
    kinds = [kind for kind, nouns in _families().items() if name & nouns]
    plain = {*lists["empty"], *lists["faring"], *lists["apart"], *lists["later"]}
    nouns = frozenset().union(*_families().values())
    return _Version(
        start=proposal.main.start,
        kind=kinds[0] if len(kinds) == 1 else None,
        owner=proposal.proponent,
        content=frozenset(w.rstrip("s") for w in name - plain - nouns if _tells(w)),
        version="version" in name,
        later=name & frozenset(lists["later"]),
        earlier=name & frozenset(lists["earlier"]),
    )


def _around(page: Page, proposal: Proposal) -> str:
    """The words of a proposal's noun phrase, what the name leaves out with them."""
    start, end = proposal.main.start, proposal.main.end
    at = proposal.main.text.find(proposal.name)
    if at >= 0:
        end = start + at + len(proposal.name)
    first = page.token_at(start)
    while first and page.parse.tokens[first - 1].pos == "ADJ":
        first -= 1
    return page.report.text[page.parse.tokens[first].start : end]


def _may_precede(one: _Version, later: _Version) -> bool:
    """Whether one plan may be what another is a later version of."""
    if one.kind != later.kind or one.later & later.later:
        return False
    if None not in (one.owner, later.owner) and one.owner != later.owner:
        return False
    if one.earlier:
        return not later.content or not one.content or bool(one.content & later.content)
    alike = (bool(later.content) or later.version) and later.content <= one.content
    owned = later.owner is not None and later.owner == one.owner
    return one.start < later.start and (alike or owned)


@cache
def _families() -> dict[str, frozenset[str]]:
    """Nouns that may stand for versions of one thing, by kind: a draft may be of a plan."""
    classes = shipped_lists("proposals")["classes"]
    return {
        "plan": frozenset({*classes["plan"], "draft", "text", "document", "version"}),
        "bid": frozenset(classes["bid"]),
    }


def _plain(page: Page, noun: int) -> str:
    """The words of a noun phrase without its article."""
    phrase = tree.noun_phrase(page.parse, noun)
    start = phrase.start
    while start < noun and page.parse.tokens[start].pos == "DET":
        start += 1
    return page.text(Stretch(start, phrase.end))


def _named_at(page: Page, found: Sequence[Proposal], head: int) -> int | None:
    at = page.parse.tokens[head].start
    for number, proposal in enumerate(found):
        if any(e.start <= at < e.end for e in proposal.evidence):
            points = points_of(page.text(tree.noun_phrase(page.parse, head)))
            if points is not None and points != proposal.points:
                continue
            return number
    return None
