"""Train what finds proposals: `python -m evals.train.plans [ROOT]`, about 3 minutes.

Needs what `evals.train.claims` needs, and learns from the same reports. Writes
src/detente/readings/weights/plans.npz and its card, plans.md.

A noun is right if it stands in the words of an annotated proposal or its phrase is much like its
name. Which nouns name one plan is told by rule; how sure the plan is, by a referee.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from detente.model.claims import Proposal
from detente.readings.learned.clauses import Span
from detente.readings.learned.mentions import Mention, mentions
from detente.readings.learned.naming import seen_of_mentions
from detente.readings.learned.plans import Plan, named_by, plans
from detente.readings.learned.weights import Referee, Table
from detente.readings.proposals import FAMILY, proposal_at
from evals.data import scorer
from evals.train.claims import INVENTED, WEIGHTS, Lesson, load_lessons, measure, open_lessons
from evals.train.linear import INVENTED_MARK, Rows, arrays_of, binary, dense

VERSION = "1"
# Swept .03-.3 on five folds: best F1 of plans.
PULL = 0.04
REFEREE_PULL = 0.3
FOLDS = 5
FLOORS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
# Among floors whose F1 is this near the best, the highest is taken: precision before quantity.
NEAR = 0.01


def main(root: Path) -> None:
    """Train, and write the weights and their card."""
    if not (root / "negotiations").is_dir():
        print(f"skipped: no annotated reports under {root}")
        return
    started = time.time()
    score = scorer(root / "negotiations" / "score.py")
    lessons = open_lessons(load_lessons(root), score)
    arrays, card = train(lessons, score)
    np.savez_compressed(WEIGHTS / "plans.npz", **arrays)
    (WEIGHTS / "plans.md").write_text(card, "utf-8")
    print(card)
    print(f"{time.time() - started:.0f} s")


def train(lessons: Sequence[Lesson], score: Any) -> tuple[dict[str, Any], str]:
    """Return the arrays of the weights, and the card."""
    real = [x for x in lessons if not x.invented]
    rows = {x.key: list(_rows(x)) for x in lessons}
    cases: list[_Case] = []
    for fold in range(FOLDS):
        apart = {x.key for x in real[fold::FOLDS]}
        table = _table(_fit([r for key, of in rows.items() if key not in apart for r in of]))
        cases += [c for x in real if x.key in apart for c in _cases(x, table)]
    _judge_apart(cases)
    tried = [(floor, _figures(cases, floor, real, score)) for floor in FLOORS]
    best = max(figures[2] for _, figures in tried)
    floor, figures = max(one for one in tried if one[1][2] >= best - NEAR)
    mention = _fit([r for of in rows.values() for r in of])
    referee = np.append(_referee(cases), floor)
    before = measure(FAMILY, real, {x.key: _by_wordings(x) for x in real}, score=score)
    card = _card(lessons, len(mention["mention.codes"]), floor, (before, figures))
    return {**mention, "plan:proposals": referee}, card


class _Case:
    """A plan of a report that the table has not learned from, and whether it is annotated."""

    def __init__(self, lesson: Lesson, plan: Plan) -> None:
        self.key, self.plan = lesson.key, plan
        self.form = _form(_proposal(lesson, plan.mentions[0]))
        self.label = _label(lesson, plan.mentions[0])
        self.weights: Any = None

    def holds(self, floor: float) -> bool:
        """Whether a referee that has not seen its report lets it stand."""
        return self.plan.holds(Referee(self.weights, floor))


def _rows(lesson: Lesson) -> Iterator[tuple[list[str], Any, float]]:
    page = lesson.sight.page
    found = mentions(page)
    mark = [INVENTED_MARK] if lesson.invented else []
    seen = seen_of_mentions(page, found, named_by(page, lesson.sight.claims))
    for mention, words in zip(found, seen, strict=True):
        label = _label(lesson, mention)
        if label is not None:
            yield [*words, *mark], label, INVENTED if lesson.invented else 1.0


def _label(lesson: Lesson, mention: Mention) -> int | None:
    page = lesson.sight.page
    words = page.cite(mention.stretch)
    name = _proposal(lesson, mention).name
    return lesson.truth.names_plan(Span(words.start, words.end), name, mention.points)


def _proposal(lesson: Lesson, mention: Mention) -> Proposal:
    return proposal_at(lesson.sight.page, mention.head, rule="", confidence=0.0)


def _fit(rows: Rows) -> dict[str, Any]:
    return arrays_of("mention", [binary(rows, PULL, "mention")])


def _table(arrays: Mapping[str, Any]) -> Table:
    codes = [int(c) for c in arrays["mention.codes"]]
    return Table(
        ("mention",),
        {code: n for n, code in enumerate(codes)},
        arrays["mention.weights"].astype(np.float32),
        arrays["mention.bias"],
    )


def _cases(lesson: Lesson, table: Table) -> list[_Case]:
    found = plans(lesson.sight.page, lesson.sight.claims, table)
    return [_Case(lesson, plan) for plan in found]


def _judge_apart(cases: Sequence[_Case]) -> None:
    """Give each case a referee that was fitted without its report."""
    keys = sorted({case.key for case in cases})
    for fold in range(FOLDS):
        apart = set(keys[fold::FOLDS])
        weights = _referee([case for case in cases if case.key not in apart])
        for case in cases:
            if case.key in apart:
                case.weights = weights


def _referee(cases: Sequence[_Case]) -> Any:
    known = [case for case in cases if case.label is not None]
    facts = np.array([case.plan.facts for case in known])
    return dense(facts, [case.label or 0 for case in known], REFEREE_PULL)


def _figures(
    cases: Sequence[_Case], floor: float, lessons: Sequence[Lesson], score: Any
) -> tuple[float, float, float]:
    forms: dict[str, list[dict[str, Any]]] = {}
    for case in cases:
        if case.holds(floor):
            forms.setdefault(case.key, []).append(case.form)
    return measure(FAMILY, lessons, forms, score=score)


def _by_wordings(lesson: Lesson) -> list[dict[str, Any]]:
    return [_form(claim) for claim in lesson.sight.claims if isinstance(claim, Proposal)]


def _form(one: Proposal) -> dict[str, Any]:
    return {
        "evidence": {"start": one.main.start, "end": one.main.end},
        "name": one.name,
        "points": one.points,
        "proponent": one.proponent,
    }


def _card(
    lessons: Sequence[Lesson],
    size: int,
    floor: float,
    figures: tuple[tuple[float, float, float], tuple[float, float, float]],
) -> str:
    real = sum(not x.invented for x in lessons)
    before, after = (" / ".join(f"{x:.2f}" for x in one) for one in figures)
    lines = [
        "# Weights for proposals",
        "",
        f"Version {VERSION}. Linear weights over what is seen of nouns that may name a plan, and",
        "a referee that turns a few numbers about nouns of one plan into the share of such plans",
        "that hold. What wordings find is one of the things that they look at. Points, owners,",
        "stages and versions are read by rule.",
        "",
        f"- **Learned from** {real} real reports annotated by the codebook (journalism of its",
        "  outlets, for measuring and learning alone; none of it is in the package) and",
        f"  {len(lessons) - real} invented ones (own, Apache-2.0), which count {INVENTED:.0%}.",
        '  Held out: the part "report" of evals/split.json, by report and by outlet.',
        f"- **Features**: {size:,}, each kept under a checksum of 32 bits, not as words.",
        "- **Made by** `python -m evals.train.plans`; the same data give the same weights.",
        "- **Limits**: English news. Only nouns of a list (lists/proposals.toml) may name a plan;",
        "  one that is told by a verb alone is missed.",
        "",
        "Figures of cross-validation on the real reports (precision, recall, F1), with the floor",
        f"{floor:.2f}: by wordings alone {before}, with weights {after}.",
        "docs/accuracy.md has the figures on reports held out.",
    ]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/evals"))
