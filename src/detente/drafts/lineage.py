"""trace(): which draft was made from which, by the desk, by reports, and else by their order."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from types import MappingProxyType

from detente.drafts.hearing import described, mentions
from detente.drafts.wording import words_of
from detente.model.bags import bag
from detente.model.drafts import Draft
from detente.model.errors import UnknownName
from detente.model.figures import figures
from detente.model.snapshot import Entry
from detente.model.versions import (
    Descent,
    DescentBasis,
    DescentKind,
    Lineage,
    Linking,
    LinkingKind,
    Mention,
    Node,
    Told,
    Version,
)

# Reports tell of a draft when it is made known, or leaked; of those with as many points the one
# nearest in time is it, if it is within so many days.
_NEAR_DAYS = 60
_ANSWERS = "counter"
_AND = re.compile(r",? and |, ")
_BASED = re.compile(r"(?i)\s*(?:based|built|builds|drawn|draws|modelled) (?:up)?on\b")


def trace(
    kept: Mapping[Version, Draft],
    told: Sequence[Told],
    statements: Iterable[Entry],
    *,
    said: Iterable[Linking] = (),
    parties: Mapping[str, str] = MappingProxyType({}),
    left_out: int = 0,
) -> Lineage:
    """Return drafts and the plans that reports tell of, each draft with what is told of it.

    statements: Those of the record, for what is told of points. said: By the desk, how drafts
    stand to one another. parties: Names, case folded, with the party that each stands for.
    """
    counts = {version.id: len(draft.top) for version, draft in kept.items()}
    real = tellings(kept, counts, told, parties=parties)
    made = links(tuple(kept), counts, told, real=real, said=said)
    statements = tuple(statements)
    nouns = _nouns(told)

    def heard(plan: Told) -> tuple[Mention, ...]:
        return mentions(plan, statements, others=nouns)

    nodes = []
    for version in in_order(tuple(kept), made):
        draft = kept[version]
        own = tuple(plan for plan in told if real.get(plan.entry) == version.id)
        heard_of = described(_once(m for plan in own for m in heard(plan)), draft)
        nodes.append(
            Node(id=version.id, version=version, draft=draft, told=own, mentions=heard_of)
        )
    alone = sorted(
        (plan for plan in told if plan.entry not in real),
        key=lambda plan: (plan.first or dt.date.max, plan.entry),
    )
    nodes += [
        Node(id=one.entry, version=None, draft=None, told=(one,), mentions=heard(one))
        for one in alone
    ]
    return Lineage(nodes=tuple(nodes), links=made, left_out=left_out)


def versions_of(lineage: Lineage, proposal: str) -> tuple[Version, ...]:
    """Return the drafts of a proposal in their order. Errors: UnknownName."""
    kept = [node.version for node in lineage.nodes if node.version is not None]
    wanted = " ".join(proposal.split()).casefold()
    found = tuple(version for version in kept if version.proposal.casefold() == wanted)
    if not found:
        raise UnknownName("proposal with drafts", proposal, [v.proposal for v in kept])
    return found


def tellings(
    versions: Iterable[Version],
    counts: Mapping[str, int],
    told: Iterable[Told],
    *,
    parties: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:
    """Return for plans that reports tell of the draft in the record that each is: an inference.

    counts: Draft -> number of its points at the top. A plan of as many points, told of near the
    draft's day, is it; without a day a word of their names must be one too. What others put
    forward is another. parties: As in `trace`.
    """
    found = {}
    versions = tuple(versions)
    for plan in told:
        fit = [
            (apart, v.id)
            for v in versions
            if not _is_of_others(plan, v, parties) and not _is_before(plan, v, versions, counts)
            for apart in _apart(plan, v, counts[v.id])
        ]
        if fit:
            found[plan.entry] = min(fit)[1]
    return found


def links(
    versions: Sequence[Version],
    counts: Mapping[str, int],
    told: Sequence[Told],
    *,
    real: Mapping[str, str],
    said: Iterable[Linking] = (),
) -> tuple[Descent, ...]:
    """Return how drafts, and plans known from reports alone, were made from one another.

    What the desk says counts before what reports say, and that before the order of days.
    real: Plans that reports tell of, with the draft in the record that each is.
    """
    linkings = {(real.get(s.later, s.later), real.get(s.earlier, s.earlier)): s.kind for s in said}
    known = {version.id for version in versions} | {plan.entry for plan in told}
    made = list(_by_desk(versions, linkings, known))
    led = {link.later for link in made}
    for plan in told:
        found = tuple(_by_reports(plan, told, real, counts=counts))
        if found and found[0].later not in led:
            made += found
            led.add(found[0].later)
    for link in _by_order(versions):
        if link.later not in led and not _leads(link.later, link.earlier, made):
            made.append(link)
    return tuple(one for one in made if linkings.get((one.later, one.earlier)) != "apart")


def earlier_of(version: str, made: Iterable[Descent], within: Iterable[str]) -> str | None:
    """Return the draft, among some, that another was made from: the first that is named."""
    known = set(within)
    return next((o.earlier for o in made if o.later == version and o.earlier in known), None)


def in_order(versions: Sequence[Version], made: Sequence[Descent]) -> tuple[Version, ...]:
    """Return versions so that each stands after those it was made from, else by their days."""
    waiting = sorted(versions, key=_when)
    placed: list[Version] = []
    while waiting:
        ids = {v.id for v in waiting}
        free = [v for v in waiting if earlier_of(v.id, made, ids) is None]
        chosen = (free or waiting)[0]  # two that name each other stand by their days
        placed.append(chosen)
        waiting.remove(chosen)
    return tuple(placed)


def _once(said: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple({mention.entry: mention for mention in said}.values())


def _when(version: Version) -> tuple[dt.date, dt.datetime, str]:
    return (version.dated or dt.date.max, version.entered, version.id)


def _apart(plan: Told, version: Version, points: int) -> Iterator[int]:
    """Yield how many days lie between a draft and its telling, if it may be it."""
    if points not in plan.counts:
        return
    if version.dated is None:
        if bag(plan.name) & bag(version.name):
            yield _NEAR_DAYS
    elif plan.first is not None and abs((plan.first - version.dated).days) <= _NEAR_DAYS:
        yield abs((plan.first - version.dated).days)


def _is_of_others(plan: Told, version: Version, parties: Mapping[str, str]) -> bool:
    """Whether reports say that others put a plan forward than the draft's proponent."""
    if not plan.proponents or not version.proponent:
        return False
    own = _party(version.proponent, parties)
    theirs = [_party(name, parties) for name in plan.proponents]
    return not any(own == one or bag(own) & bag(one) for one in theirs)


def _is_before(
    plan: Told, version: Version, versions: Iterable[Version], counts: Mapping[str, int]
) -> bool:
    """Whether a draft is older than all that may be what a plan is told to have come from."""
    wanted = _numbers(plan) - set(plan.counts)
    days = [v.dated for v in versions if counts[v.id] in wanted and v.dated is not None]
    return version.dated is not None and bool(days) and version.dated < min(days)


def _party(name: str, parties: Mapping[str, str]) -> str:
    plain = " ".join(name.split()).casefold()
    return parties.get(plain, plain).casefold()


def _nouns(told: Iterable[Told]) -> dict[str, frozenset[str]]:
    """Return for each report what the plans in it are called: "draft", "plan"."""
    found: dict[str, set[str]] = {}
    for plan in told:
        for report in plan.reports if plan.noun else ():
            found.setdefault(report, set()).add(plan.noun)
    return {report: frozenset(nouns) for report, nouns in found.items()}


def _by_desk(
    versions: Iterable[Version],
    said: Mapping[tuple[str, str], LinkingKind],
    ids: Set[str],
) -> Iterator[Descent]:
    """Yield what the desk says; its later word counts before what it said of a draft at first."""
    kept = {version.id: version for version in versions}
    kinds: dict[tuple[str, str], LinkingKind] = {}
    for version in kept.values():
        every = [key for key in version.revises if key in kept]
        usual: DescentKind = "merges" if len(every) > 1 else _kind(version.name, "")
        kinds |= {(version.id, key): dict(version.kinds).get(key, usual) for key in every}
    kinds |= {pair: kind for pair, kind in said.items() if ids >= set(pair)}
    for (later, earlier), kind in kinds.items():
        if kind != "apart" and later != earlier:
            yield Descent(earlier=earlier, later=later, kind=kind, basis="desk")


def _by_reports(
    plan: Told, told: Sequence[Told], real: Mapping[str, str], *, counts: Mapping[str, int]
) -> Iterator[Descent]:
    """Yield what reports say a plan was made from: one, or several that it merges."""
    later = real.get(plan.entry, plan.entry)
    several = [real.get(one.entry, one.entry) for one in _bases(plan, told)]
    if len(set(several) - {later}) > 1:
        for before in dict.fromkeys(several):
            if before != later:
                yield _reported(plan, before, later, "merges")
        return
    earlier = plan.earlier or _counted(plan, told)
    before_it = real.get(earlier, earlier) if earlier else _kept_of(plan, counts, later)
    if before_it is not None and before_it != later:
        yield _reported(plan, before_it, later, _kind(plan.name, plan.words or ""))


def _reported(plan: Told, earlier: str, later: str, kind: DescentKind) -> Descent:
    return Descent(earlier=earlier, later=later, kind=kind, basis="reports", entries=(plan.entry,))


def _bases(plan: Told, told: Sequence[Told]) -> list[Told]:
    """Return the plans that one is said to be based on: "based on A's draft and B's text"."""
    words = plan.words or ""
    base = _BASED.match(words)
    if base is None:
        return []
    named = [_named(name, plan, told) for name in _AND.split(words[base.end() :])]
    return [one for one in named if one is not None]


def _named(name: str, plan: Told, told: Sequence[Told]) -> Told | None:
    """Return the one plan of a name, told of no later than another; None if none or several."""
    wanted = words_of(name)
    fit = [
        one
        for one in told
        if one.entry != plan.entry
        and wanted
        and words_of(one.name) == wanted
        and (one.first is None or plan.first is None or one.first <= plan.first)
    ]
    return fit[0] if len(fit) == 1 else None


def _counted(plan: Told, told: Iterable[Told]) -> str | None:
    """Return the plan that has as many points as the words for the earlier version say."""
    wanted = _numbers(plan)
    fit = [
        (one.first or dt.date.min, one.entry)
        for one in told
        if one.entry != plan.entry
        and wanted & set(one.counts)
        and (one.first is None or plan.first is None or one.first <= plan.first)
    ]
    return max(fit)[1] if fit else None


def _kept_of(plan: Told, counts: Mapping[str, int], later: str) -> str | None:
    """Return the one draft in the record that has so many points, if it is the only one."""
    wanted = _numbers(plan)
    fit = [key for key, number in counts.items() if number in wanted and key != later]
    return fit[0] if len(fit) == 1 else None


def _numbers(plan: Told) -> set[int]:
    return {int(f.value) for f in figures(plan.words or "") if f.unit not in ("percent",)}


def _kind(name: str, words: str) -> DescentKind:
    if _BASED.match(words):
        return "based_on"
    return "counters" if _ANSWERS in f"{name} {words}".lower() else "revises"


def _leads(earlier: str, later: str, made: Sequence[Descent]) -> bool:
    """Whether one draft was made from another, by however many steps."""
    reached, waiting = {earlier}, [earlier]
    while waiting:
        here = waiting.pop()
        new = {link.later for link in made if link.earlier == here} - reached
        reached |= new
        waiting += new
    return later in reached


def _by_order(versions: Sequence[Version]) -> Iterator[Descent]:
    """Yield a link from each version to the one before it of the same proposal."""
    last: dict[str, Version] = {}
    for version in sorted(versions, key=_when):
        if version.proposal in last:
            earlier = last[version.proposal]
            basis: DescentBasis = "order" if earlier.dated and version.dated else "entered"
            yield Descent(earlier=earlier.id, later=version.id, kind="revises", basis=basis)
        last[version.proposal] = version
