"""A stream of invented reports of which it is known who took what from whom."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from detente.model.text import Report, Source, make_report
from evals.copies import editing
from evals.copies.wording import PLACES, Fact, fact, paragraph, quoted, saying

Kind = Literal["own", "same", "light", "heavy", "cut", "merged", "partly"]
# What the reports of a day are, in hundredths: seven in ten are not their outlet's own words.
SHARES: tuple[tuple[Kind, int], ...] = (
    ("own", 30),
    ("same", 14),
    ("light", 16),
    ("heavy", 12),
    ("cut", 12),
    ("merged", 6),
    ("partly", 10),
)
AGENCIES = tuple(f"{name} Wire" for name in ("Halden", "Norvik", "Sunda", "Ostra"))
OUTLETS = tuple(f"{place} {kind}" for place in PLACES for kind in ("Post", "Courier", "Echo"))
START = dt.date(2031, 3, 1)
A_DAY = 200
# An agency's background on a conflict stands under each of its texts of a month.
BACKGROUND = 0.6


# All tell of the same facts, each in words of its own; at each report some are new.
FACTS, CHANGING = 6, 0.4


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph. origin: The report where it stood first; None for words of the report's own."""

    text: str
    origin: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """A report, and what is true of it. parts: Its paragraphs as far as they are told apart.

    sources: Reports that it was made from.
    """

    report: Report
    kind: Kind
    parts: tuple[Part, ...]
    sources: tuple[str, ...] = ()


@dataclass(slots=True)
class _Desk:
    """What agencies wrote lately, and what was said aloud."""

    wires: list[Known] = field(default_factory=list)
    sayings: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    background: dict[str, str] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)


def stream(seed: int, number: int) -> Iterator[Known]:
    """Yield so many reports in order of publication; the same seed, the same reports."""
    chance = random.Random(seed)  # noqa: S311 (repeatable on purpose)
    desk = _Desk()
    kinds = [kind for kind, share in SHARES for _ in range(share)]
    for count in range(number):
        day = START + dt.timedelta(days=count // A_DAY)
        kind = chance.choice(kinds) if len(desk.wires) > 3 else "own"
        made = _made(chance, desk, kind, count=count, day=day)
        if kind == "own":
            desk.wires = [*desk.wires[-39:], made]
        yield made


def _made(chance: random.Random, desk: _Desk, kind: Kind, *, count: int, day: dt.date) -> Known:
    outlet = chance.choice(OUTLETS)
    if kind == "own":
        outlet = chance.choice((*AGENCIES, *AGENCIES, outlet))
        parts = _own(chance, desk, outlet)
        return _known(count, outlet, day, kind=kind, parts=parts, chance=chance, desk=desk)
    wires = chance.sample(desk.wires[-12:], 3 if chance.random() < 0.3 else 2)
    if kind == "merged":
        return _merged(chance, desk, wires, count=count, day=day, outlet=outlet)
    wire = wires[0]
    whole = [part.text for part in wire.parts]
    origins = [part.origin or wire.report.id for part in wire.parts]
    if kind == "partly":
        return _partly(chance, desk, wire, count=count, day=day, outlet=outlet)
    if kind == "heavy":
        edited = editing.heavy(chance, whole, origins)
    elif kind == "same":
        edited = list(zip(whole, origins, strict=True))
    else:
        kept = editing.cut_tail(chance, whole) if kind == "cut" else whole
        edited = list(zip(editing.light(chance, kept), origins, strict=False))
    parts = [Part(text, origin) for text, origin in edited]
    return _known(
        count, outlet, day, kind=kind, parts=parts, chance=chance, desk=desk, sources=[wire]
    )


def _own(chance: random.Random, desk: _Desk, outlet: str) -> list[Part]:
    while len(desk.facts) < FACTS or chance.random() < CHANGING:
        desk.facts = [*desk.facts[1 - FACTS :], fact(chance)]
    texts = [paragraph(chance, desk.facts) for _ in range(chance.randint(4, 9))]
    for _ in range(chance.choice((0, 1, 1, 2))):
        if not desk.sayings or chance.random() < 0.4:
            desk.sayings = [*desk.sayings[-9:], saying(chance)]
        texts.insert(
            chance.randint(1, len(texts)), quoted(chance, chance.choice(desk.sayings), desk.facts)
        )
    parts = [Part(text, None) for text in texts]
    if outlet in AGENCIES and chance.random() < BACKGROUND:
        old = desk.background.setdefault(outlet, " ".join(paragraph(chance) for _ in range(2)))
        parts.append(Part(old, desk.first.get(outlet)))
    return parts


def _merged(
    chance: random.Random,
    desk: _Desk,
    wires: Sequence[Known],
    *,
    count: int,
    day: dt.date,
    outlet: str,
) -> Known:
    pools = [_taken(editing.light(chance, editing.cut_tail(chance, _words(w))), w) for w in wires]
    parts: list[Part] = []
    while any(pools):
        pool = chance.choice([pool for pool in pools if pool])
        parts += [pool.pop(0) for _ in range(min(len(pool), chance.randint(1, 3)))]
    return _known(
        count, outlet, day, kind="merged", parts=parts, chance=chance, desk=desk, sources=wires
    )


def _partly(
    chance: random.Random, desk: _Desk, wire: Known, *, count: int, day: dt.date, outlet: str
) -> Known:
    taken = _taken(editing.light(chance, _words(wire)), wire)
    some = sorted(chance.sample(range(len(taken)), min(len(taken), chance.randint(2, 4))))
    parts = [taken[i] for i in some]
    own = [
        Part(paragraph(chance, desk.facts), None) for _ in range(len(parts) + chance.randint(2, 4))
    ]
    for part in own:
        parts.insert(chance.randint(0, len(parts)), part)
    return _known(
        count, outlet, day, kind="partly", parts=parts, chance=chance, desk=desk, sources=[wire]
    )


def _words(wire: Known) -> list[str]:
    return [part.text for part in wire.parts]


def _taken(texts: Sequence[str], wire: Known) -> list[Part]:
    return [Part(text, wire.parts[i].origin or wire.report.id) for i, text in enumerate(texts)]


def _known(  # noqa: PLR0913 (all but three by name)
    count: int,
    outlet: str,
    day: dt.date,
    *,
    kind: Kind,
    parts: Sequence[Part],
    chance: random.Random,
    desk: _Desk,
    sources: Sequence[Known] = (),
) -> Known:
    title = paragraph(chance).split(".")[0][:90]
    dateline = f"{chance.choice(PLACES).upper()} ({outlet}) – " if chance.random() < 0.5 else ""
    texts = [part.text for part in parts]
    texts[0] = dateline + texts[0]
    moment = dt.datetime.combine(day, dt.time(), dt.UTC) + dt.timedelta(minutes=count % A_DAY * 7)
    report = make_report(
        "\n\n".join([title, *texts]),
        key=f"stream-{count}",
        retrieved=moment,
        source=Source(outlet, f"https://{outlet.split(maxsplit=1)[0].lower()}.example/{count}"),
        title=title,
        published=day,
        published_at=moment,
    )
    if kind == "own" and parts[-1].text == desk.background.get(outlet):
        desk.first.setdefault(outlet, report.id)
    return Known(report, kind, tuple(parts), tuple(w.report.id for w in sources))
