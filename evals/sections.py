"""The sections of the accuracy page, below its first screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.model.sureness import SURE
from evals.calibration import at_least
from evals.cells import gap, interval, share, so_many, table, two
from evals.measured import CELL_CONFIDENCES, KINDS, Measured
from evals.tally import Tally, attribute, mean, rate

STYLES = {
    "re": "agency, 1987",
    "bb": "broadcaster, 2004",
    "cn": "web pages, 2026",
    "fx": "pages with link headlines, 2025",
}
DOMAINS = {
    "ua": "Russia and Ukraine",
    "ga": "Gaza",
    "ir": "Iran",
    "lb": "Lebanon",
    "tr": "trade",
    "gr": "Greenland",
    "wb": "West Bank",
}
ATTRIBUTES = (
    ("actors", "kind", "actor: kind"),
    ("actors", "acts_for", "actor: whom it acts for"),
    ("statements (span only)", "speaker", "statement: speaker"),
    ("statements", "kind", "statement: direct, indirect, mixed"),
    ("statements", "cue", "statement: cue"),
    ("contacts", "kind", "contact: kind"),
    ("contacts", "date", "contact: date"),
    ("contacts", "place", "contact: place"),
    ("contacts", "duration", "contact: duration"),
    ("proposals", "points", "proposal: points"),
    ("proposals", "proponent", "proposal: proponent"),
    ("positions (no stance)", "stance", "position: stance"),
    ("positions", "hedged", "position: hedged"),
    ("positions", "reported_by", "position: who reports it"),
    ("assessments (no polarity)", "polarity", "assessment: polarity"),
    ("next_steps", "date", "next step: date"),
    ("quantities", "value", "quantity: value"),
)
_STYLED = ("actors", "statements", "contacts", "positions", "assessments", "quantities")


def kinds(shown: Sequence[Measured], layers: Mapping[str, str]) -> str:
    """P, R and F1 of each kind on each set."""
    first, others = shown[0], shown[1:]
    parts = ["## By kind of claim, set by set\n"]
    for name, scored in first.sets.items():
        tallies = scored.of()
        head = ["kind of claim", "P", "R", f"F1 `{first.reader}`"]
        head += [f"F1 `{other.reader}`" for other in others]
        rows = []
        for layer, title in layers.items():
            one = rate(tallies, layer)
            bands = ((one.p, one.p_ends), (one.r, one.r_ends), (one.f1, one.f1_ends))
            cells = [f"{two(value)} {interval(ends)}" for value, ends in bands]
            more = [two(rate(o.sets[name].of(), layer).f1) for o in others]
            rows.append([title, *cells, *more, str(one.read), str(one.gold)])
        one_mean = mean(tallies, KINDS)
        more = [two(mean(o.sets[name].of(), KINDS).f1) for o in others]
        cell = f"{two(one_mean.f1)} {interval(one_mean.ends)}"
        rows.append(["mean of the eleven kinds", "", "", cell, *more, "", ""])
        parts.append(f"### {name.capitalize()}: {len(tallies)} reports\n")
        parts.append(table([*head, "read", "items"], rows))
    return "\n".join(parts)


def styles(first: Measured) -> str:
    """F1 by style of outlet (held out) and by negotiation (reference)."""
    says = (
        "F1 of `{}` by style of outlet, on the reports held out, and by negotiation, on the "
        "reference. In brackets the items; few of them say little.\n"
    )
    rows = []
    for names, part in ((STYLES, "held out"), (DOMAINS, "reference")):
        scored = first.sets[part]
        for prefix, title in names.items():
            keys = tuple(key for key in scored.part.ids if key.startswith(prefix))
            if keys:
                rows.append(_styled(title, scored.of(keys)))
    head = [
        "",
        "reports",
        *(kind.replace("_", " ") for kind in _STYLED),
        "mean (kinds that have items)",
    ]
    return "\n".join(
        ["## By style and negotiation\n", says.format(first.reader), table(head, rows)]
    )


def _styled(title: str, tallies: list[dict[str, Tally]]) -> list[str]:
    rates = {kind: rate(tallies, kind) for kind in KINDS}
    there = [kind for kind in KINDS if rates[kind].gold]
    cells = [f"{two(rates[k].f1)} ({rates[k].gold})" if k in there else "–" for k in _STYLED]
    return [title, str(len(tallies)), *cells, f"{two(mean(tallies, there).f1)} ({len(there)})"]


def attributes(shown: Sequence[Measured]) -> str:
    """How often what a claim says besides is right, on the claims that were matched."""
    says = (
        "On matched claims of held out and reference: right, of those that the annotation asks.\n"
    )
    rows = [
        [title, *(share(attribute(m.apart(), layer, name)) for m in shown)]
        for layer, name, title in ATTRIBUTES
    ]
    rows.append(["matched position: condition", *(share(m.matched_conditions) for m in shown)])
    rows.append(["any annotated position: condition", *(share(m.conditions) for m in shown)])
    head = ["", *(f"`{m.reader}`" for m in shown)]
    return "\n".join(["## What a claim says besides\n", says, table(head, rows)])


def never(shown: Sequence[Measured]) -> str:
    """What must not happen, by set and reader."""
    rows = []
    for measured in shown:
        turned, wrong = measured.turned(), measured.wrong()
        rows.append([f"`{measured.reader}`", str(wrong), so_many(turned)])
    head = [
        "reader",
        "spans that differ from their words (all sets)",
        "stances turned, of positions on the same words (held out and reference)",
    ]
    return "\n".join(["## What must not happen\n", table(head, rows)])


def sure(first: Measured) -> str:
    """Precision by least confidence of what fills a cell."""
    says = (
        "Of claims of at least a confidence, how many hold (right speaker, right status, right "
        "actor and stance), on held out and reference. A claim that nobody annotated counts as "
        "wrong, also where it may be right.\n"
    )
    rows = []
    for confidence in (0.0, *CELL_CONFIDENCES):
        cells = []
        for kind in ("statements", "contacts", "positions"):
            held, asked = at_least(first.outcomes(kind), confidence)
            cells.append(f"{two(held / asked)} ({held} of {asked})" if asked else "–")
        rows.append([f"{confidence:.1f}" if confidence else "all", *cells])
    head = ["confidence", "statements", "contacts", "positions"]
    return "\n".join(["## Precision by confidence\n", says, table(head, rows), _as_fact(first)])


def _as_fact(first: Measured) -> str:
    """How much of each kind the record would show as fact, and how much of that holds."""
    says = (
        "The record shows as fact what reaches the confidence of its kind; [the rest is "
        "possible](record.md#what-is-shown-as-fact-and-what-as-possible). Here each claim counts "
        "alone; what several independent texts say, or the desk accepted, is fact as well.\n"
    )
    rows = []
    for kind, least in SURE.items():
        fact, read = first.as_fact(kind), first.outcomes(kind)
        if read:
            shown = f"{fact.asked} of {len(read)} ({fact.asked / len(read):.0%})"
            of_all = two(sum(held for _, held in read) / len(read))
            rows.append([kind.replace("_", " "), str(least), shown, share(fact), of_all])
    head = ["kind", "from confidence", "shown as fact", "of these hold", "of all hold"]
    return "\n".join(["\n### What is shown as fact\n", says, table(head, rows)])


def calibrated(shown: Sequence[Measured]) -> str:
    """The reliability diagram and the calibration error of each kind."""
    says = """Confidence is to be the share of such claims that hold. The calibration error is the
mean distance between the two, over claims of held out and reference (attributions: of the
political news). A claim that nobody annotated counts as one that does not hold.

```{raw} html
:file: accuracy.svg
```
"""
    rows = []
    groups: list[tuple[str, tuple[str, ...]]] = [("all kinds", KINDS)]
    groups += [(kind.replace("_", " "), (kind,)) for kind in KINDS]
    for title, layers in groups:
        cells = [gap(m.outcomes(*layers)) for m in shown]
        rows.append([title, *cells])
    rows.append(["attributions in news", *(gap(m.news.outcomes) for m in shown)])
    head = ["calibration error (claims read)", *(f"`{m.reader}`" for m in shown)]
    return "\n".join(["## Confidence\n", says, table(head, rows)])
