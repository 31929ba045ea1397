"""The section of the accuracy page on commitments and accounts of compliance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evals.cells import interval, share, table, two
from evals.commitments.scoring import FAMILIES, HALVES, Kept, ids
from evals.sections import STYLES
from evals.tally import Rate, Tally, rate

_SAYS = """Two kinds of claim that the sets above have no annotations of. {reports} of the reports
were annotated for them, most chosen for an agreement in force, some at random. Wordings were tuned
on "tune". "report" was annotated before they were tuned, by who wrote them. Ten of its reports
were opened later and are in "tune" since; the texts of the others were not opened again. Its
counts of errors by wording were looked at, and two bounds were drawn after that ("until it
complies" tells of nothing kept; "when it agreed" is no condition). Some of its reports are among
those that the other kinds learn from. A claim is right if it is on the annotated words
and of the same party, an account of compliance also if it tells the same act. Few reports of talks
tell of what was kept or broken: the figures of compliance rest on few items.
"""
_BY_STYLE = """By style of outlet, "report" alone: found of the annotated, and read in excess. With
so few items they say where items are rather than how well each style is read.
"""
_TITLES = {
    "teller": "matched account: who tells it",
    "swapped": "accuser and accused turned round",
    "narrated": "an accusation told as the report's own",
}


def section(kept: Mapping[str, Kept]) -> str:
    """Return the section, with both halves side by side."""
    rows = [
        [family, half, *_cells(rate(kept[half].of(), family))]
        for family in FAMILIES
        for half in HALVES
    ]
    head = ["kind of claim", "half", "P", "R", "F1", "read", "items"]
    told = [
        [title, *(share(getattr(kept[half], name)) for half in HALVES)]
        for name, title in _TITLES.items()
    ]
    says = _SAYS.format(reports=sum(len(ids(half)) for half in HALVES))
    parts = ["## Commitments and compliance\n", says, table(head, rows)]
    by_style = table(["style", "reports", *FAMILIES], _styles(kept["report"]))
    return "\n".join([*parts, table(["", *HALVES], told), _BY_STYLE, by_style])


def _styles(kept: Kept) -> list[list[str]]:
    """Rows by style of outlet, for each kind of claim what was found and what was in excess."""
    rows = []
    for style, title in {**STYLES, "": "news sites of other negotiations, 2026"}.items():
        chosen = [
            tallies
            for key, tallies in kept.tallies.items()
            if (key[:2] if key[:2] in STYLES else "") == style
        ]
        cells = [_found([tallies[family] for tallies in chosen]) for family in FAMILIES]
        rows.append([title, str(len(chosen)), *cells])
    return rows


def _found(tallies: Sequence[Tally]) -> str:
    found, missed, spare = (sum(getattr(t, n) for t in tallies) for n in ("tp", "fn", "fp"))
    return f"{found} of {found + missed}, {spare} in excess"


def _cells(one: Rate) -> list[str]:
    bands = ((one.p, one.p_ends), (one.r, one.r_ends), (one.f1, one.f1_ends))
    return [*(f"{two(v)} {interval(ends)}" for v, ends in bands), str(one.read), str(one.gold)]
