"""The sections of the accuracy page on news, further keys, challenges, placement and floors."""

from __future__ import annotations

from collections.abc import Sequence

from evals.attributions import Attributed
from evals.cells import interval, maybe, table, three, two
from evals.challenge import HALVES, titles
from evals.floors import Floors, Watched
from evals.measured import Measured, figures
from evals.mistakes import mistakes
from evals.wordings import measure_wordings


def news(shown: Sequence[Measured], peer: Attributed | None) -> str:
    """Attributions in political news, beside a peer."""
    first = shown[0].news.figures
    says = (
        f"PolNeAR, development part: {first['reports']} reports, {first['gold']} attributions. "
        "Exact: both ends of the content; overlap: a character in common; source: over matched "
        "contents that have one.\n"
    )
    rows = [_news_row(one) for one in [*(m.news for m in shown), *([peer] if peer else [])]]
    head = ["system", "exact F1", "overlap F1", "overlap P", "overlap R", "source", "cue"]
    by_kind = [
        [one.name, *(_kind_cell(one, kind) for kind in ("direct", "mixed", "indirect"))]
        for one in [*(m.news for m in shown), *([peer] if peer else [])]
    ]
    told = (
        f"textacy gave nothing but an error for {peer.failed} of the reports: it refuses a text "
        "with an odd number of quotation marks, which is common in news (a quotation over several "
        "paragraphs opens each of them and closes once). It looks for direct quotations alone, so "
        "its recall of indirect speech is not to be held against it.\n"
        if peer
        else "textacy was not installed for this run, so its direct quotations were not measured "
        "(`pip install textacy` beside the project, then `make evals`).\n"
    )
    return "\n".join(
        [
            "## Attributions in political news\n",
            says,
            table(head, rows),
            "Overlap recall by kind of content, exact recall behind it:\n",
            table(["system", "direct", "mixed", "indirect"], by_kind),
            told,
        ]
    )


def _news_row(one: Attributed) -> list[str]:
    figures_ = one.figures
    return [
        one.name,
        f"{two(one.exact.f1)} {interval(one.exact.f1_ends)}",
        f"{two(one.overlap.f1)} {interval(one.overlap.f1_ends)}",
        two(one.overlap.p),
        two(one.overlap.r),
        two(figures_["source_overlap"]),
        two(figures_["cue_overlap"]),
    ]


def _kind_cell(one: Attributed, kind: str) -> str:
    found = one.figures["recall_by_kind"][kind]
    return f"{two(found['overlap'])} / {two(found['exact'])} ({found['gold']})"


def further_keys(first: Measured) -> str:
    """The further keys, on what was tuned on and held out."""
    says = (
        "Whose account it is, how far it binds, and the like, on matched claims of forty reports, "
        "half of them held out. Same: with the annotated value, also where it is none. F1: of "
        "values that are stated.\n"
    )
    rows = []
    tuned = {key.name: key for key in first.further["tuned on"]}
    for key in first.further["held out"]:
        other = tuned[key.name]
        rows.append(
            [
                key.name,
                f"{key.same} of {key.matched}",
                f"{maybe(key.f1)} ({key.stated} stated, {key.given} read)",
                f"{other.same} of {other.matched}",
                f"{maybe(other.f1)} ({other.stated} stated, {other.given} read)",
            ]
        )
    head = ["key", "same, held out", "F1, held out", "same, tuned on", "F1, tuned on"]
    return "\n".join(
        [f"## Further keys, as `{first.reader}` reads them\n", says, table(head, rows)]
    )


def challenges(first: Measured) -> str:
    """What must never be read of invented passages, by set: both halves side by side."""
    cells: dict[str, list[str]] = {}
    for r in first.challenged:
        found = f"{r.found} of {r.expected}" if r.expected else "–"
        cells.setdefault(r.challenge, []).extend([f"{r.right} of {r.passages}", found])
    says = (
        "Invented passages of which something must never be read. The reader was mended by those "
        'of "tune"; those of "report" were written first and not looked at.\n'
    )
    head = ["never", *(f"{half}: {what}" for half in HALVES for what in ("never wrong", "found"))]
    rows = [[title, *cells[name]] for name, title in titles().items() if name in cells]
    return "\n".join(["## Challenge sets\n", says, table(head, rows)])


def placement(first: Measured) -> str:
    """Which positions land together: the demo's as read, and wordings written down by hand."""
    says = (
        "Which positions land together, over pairs of positions, within and across the reports of "
        "a negotiation. As read, a position that was not read is in no pair; wordings written "
        "down by hand show placement alone. The register was mended by the demo and by the "
        'invented negotiations of "tune"; those of "report", by the same hand, were written '
        "before, and only their figures were watched.\n"
    )
    read = {("the demo as read", name): p for name, p in first.placed.items()}
    alone = {
        (of, name): getattr(landed, name)
        for of, landed in measure_wordings().items()
        for name in ("issue", "proposition")
    }
    rows = [
        [*names, two(p.precision), two(p.recall), two(p.f1), f"{p.paired} of {p.annotated}"]
        for names, p in (read | alone).items()
    ]
    head = ["positions", "same", "P", "R", "F1", "placed of annotated"]
    return "\n".join(["## Placement in the issue register\n", says, table(head, rows)])


def aims(first: Measured, floors: Floors, fits: bool) -> str:
    """What is held by a floor, what was asked for and what is aimed at."""
    found = figures(first)
    rows = []
    for watched in floors.figures:
        figure = found.get(watched.name)
        if figure is None:
            rows.append(
                [watched.name, "not measured", "", _bar(watched.floor), *_wants(watched), ""]
            )
            continue
        short = _short_of(watched, figure.value)
        rows.append(
            [
                watched.name,
                three(figure.value),
                str(figure.items),
                _bar(watched.floor),
                *_wants(watched),
                short,
            ]
        )
    says = (
        "A floor is what the evaluation fails under (`python -m evals --check`); it stands a "
        "few points off what was measured when it was set. Asked for and aimed at are what the "
        "reading should come to; where it does not, the last column says so.\n"
    )
    if not fits:
        says += "\nThe annotated reports are not those that the floors were measured on.\n"
    head = ["figure", "measured", "items", "floor", "asked for", "aim", ""]
    return "\n".join(["## Floors and aims\n", says, table(head, rows)])


def _short_of(watched: Watched, value: float) -> str:
    if watched.wanted is not None and not watched.reaches(value, watched.wanted):
        return "**not reached**"
    if watched.aim is not None and not watched.reaches(value, watched.aim):
        return "aim not reached"
    return "" if watched.aim is None else "aim reached"


def _wants(watched: Watched) -> tuple[str, str]:
    return _bar(watched.wanted), _bar(watched.aim)


def _bar(value: float | None) -> str:
    return "–" if value is None else three(value)


def errors(first: Measured) -> str:
    """The twenty most frequent kinds of mistake, with invented examples."""
    says = (
        "Counted on held out and reference, where what was read and what is annotated part. The "
        "examples are invented; none is of the reports.\n"
    )
    rows = [[m.kind, str(m.times), m.example] for m in mistakes(first.apart())]
    head = ["mistake", "times", "for example"]
    title = f"## The {len(rows)} most frequent kinds of mistake\n"
    return "\n".join([title, says, table(head, rows)])
