"""Proposals by what was learned: which nouns name a plan, and which name the same one."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.model.claims import Claim, Proposal
from detente.readings.learned.mentions import Mention, may_be_one, mentions, within
from detente.readings.learned.naming import in_headline, seen_of_mentions
from detente.readings.learned.weights import Referee, Table, Weights, logistic
from detente.readings.page import Page
from detente.readings.proposals import FAMILY, joined, proposal_at
from detente.readings.versions import link_versions

# Log-odds under which a mention is not looked at more closely: one in ten names a plan.
FAINTEST = -2.2
# What wordings found is left out only under this; swept .15-.25 on five folds: best F1.
FOUND = 0.2
# Log-odds of a second mention where there is none.
_NONE = -3.0


@dataclass(frozen=True, slots=True)
class Plan:
    """Mentions that may name one plan, the likeliest first, with what is known of them.

    found: Whether wordings found one of them.
    """

    mentions: tuple[Mention, ...]
    facts: tuple[float, ...]
    found: bool

    def holds(self, referee: Referee) -> bool:
        """Whether it is likely enough: less so, if wordings found it too."""
        return referee.judge(self.facts) >= (
            min(FOUND, referee.floor) if self.found else referee.floor
        )


def read_plans(page: Page, claims: Sequence[Claim], weights: Weights) -> list[Proposal]:
    """Return the proposals of a page, in order.

    claims: What wordings found: the names of proposals among it count for them, and those that
    turn out unlikely are left out.
    """
    rules = {  # a noun stands behind its name, and ahead of its figure
        hit.end - 1 if hit.reads == "named" else hit.start: hit.rule
        for hit in page.hits(FAMILY)
        if hit.reads in ("named", "figured")
    }
    kept = []
    for plan in plans(page, claims, weights.mention):
        confidence = weights.plan.judge(plan.facts)
        if plan.holds(weights.plan):
            own = f"plans@{weights.version}"
            made = [
                proposal_at(page, m.head, rule=rules.get(m.head, own), confidence=confidence)
                for m in plan.mentions
            ]
            kept.append(replace(_one(made), confidence=round(confidence, 3)))
    return link_versions(page, sorted(kept, key=lambda p: p.main.start))


def plans(page: Page, claims: Sequence[Claim], table: Table) -> list[Plan]:
    """Return what may be a plan, by its likeliest mention, the likeliest first."""
    found = mentions(page)
    named = named_by(page, claims)
    seen = seen_of_mentions(page, found, named)
    odds = [float(table.scores(rows)[0]) for rows in seen]
    ranked = sorted(zip(odds, found, strict=True), key=lambda c: (-c[0], c[1].head))
    groups: list[list[tuple[float, Mention]]] = []
    for sure, mention in ranked:
        if sure < FAINTEST:
            break
        for group in groups:
            if may_be_one(group[0][1], mention) or within(group[0][1], mention):
                group.append((sure, mention))
                break
        else:
            groups.append([(sure, mention)])
    headline = frozenset(re.findall(r"\w+", (page.report.title or "").lower()))
    return [
        Plan(
            tuple(m for _, m in group),
            (
                *_of_odds([odds for odds, _ in group], n, len(groups)),
                *_of_group(group, headline),
                float(any(m.head in named for _, m in group)),
            ),
            found=any(m.head in named for _, m in group),
        )
        for n, group in enumerate(groups)
    ]


def _of_odds(odds: Sequence[float], rank: int, count: int) -> tuple[float, ...]:
    return (
        odds[0],
        odds[1] if len(odds) > 1 else _NONE,
        math.log(len(odds)),
        float(rank),
        math.log(1 + count),
        sum(map(logistic, odds)),
    )


def _of_group(
    group: Sequence[tuple[float, Mention]], headline: frozenset[str]
) -> tuple[float, ...]:
    main = group[0][1]
    return (
        float(in_headline(main, headline)),
        float(main.points is not None),
        float(main.owner is not None),
        float(len(main.content)),
    )


def named_by(page: Page, claims: Sequence[Claim]) -> frozenset[int]:
    """Return the tokens within the words of proposals that wordings found."""
    spans = [(e.start, e.end) for c in claims if c.family == FAMILY for e in c.evidence]
    within = [page.tokens_from(start, end) for start, end in spans]
    return frozenset(i for some in within for i in range(some.start, some.end))


def _one(made: Sequence[Proposal]) -> Proposal:
    """The proposal of the first, with what the others add to it."""
    first = made[0]
    for again in made[1:]:
        first = joined(first, again)
    seen = {first.main}
    evidence = [first.main]
    for words in sorted(first.evidence[1:], key=lambda e: (e.start, e.end)):
        if words not in seen:
            seen.add(words)
            evidence.append(words)
    return replace(first, evidence=tuple(evidence))
