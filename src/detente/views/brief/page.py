"""The page: which lines fit on it, their source marks, and the page as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from detente.model.snapshot import Entry, Sighting, Snapshot
from detente.views.brief.lines import Brief, Line, Section
from detente.views.escape import one_line, width
from detente.views.layout import COLUMNS, beside, shorten, wrap
from detente.views.phrases import date_text, left_out_text, many
from detente.views.signs import LEGEND, hangs_on, review_sign
from detente.views.support import told_in

LINES = 60
# Marks after a line and lines of a long one; what is cut stands in `detente show ID`.
MARKS = 3
TALL = 2
TALL_SENTENCE = 3
ID = 8
_ROOM = COLUMNS - ID - 2
# Of each row of a line: its sign, marks and what wrapping loses.
_MARGIN = 12


@dataclass(frozen=True, slots=True)
class Marked:
    """A brief with the sources that its lines cite, numbered from 1 in order of appearance."""

    brief: Brief
    sources: tuple[Sighting, ...]
    ids: dict[str, str]

    def marks(self, line: Line) -> tuple[int, ...]:
        """Return the numbers of the sources that a line cites."""
        numbers = {sighting.report: n for n, sighting in enumerate(self.sources, 1)}
        return tuple(sorted(numbers[sighting.report] for sighting in cited(line.entries)))


def fit(brief: Brief) -> Marked:
    """Return the brief with as many lines as fit the page, spread over its sections.

    The three sentences come first; then each section in turn gets its next line, as long as the
    page, sources included, stays within its lines.
    """
    told = [entry for line in brief.lines() for entry in line.entries]  # a delta's go further
    ids = short_ids(told, brief.entries)
    brief = replace(brief, parties=parties_text(brief))
    brief = replace(brief, sections=tuple(map(_cut, brief.sections)))
    counts = [0] * len(brief.sections)
    full = [not section.lines for section in brief.sections]
    while not all(full):
        for index, section in enumerate(brief.sections):
            step = len(section.lines) if section.name == "stand" else 1
            if full[index]:
                continue
            counts[index] += step
            if _height(_first(brief, counts)) > LINES:
                counts[index] -= step
                full[index] = True
            elif counts[index] == len(section.lines):
                full[index] = True
    return _mark(_first(brief, counts), ids)


def page_text(marked: Marked) -> str:
    """Return the page as text, at most 60 lines of 100 columns."""
    brief = marked.brief
    lines = [(beside(brief.title, brief.parties) or brief.title).rstrip()]
    for section in brief.sections:
        lines += _section(section, marked)
    lines += [_rule("What it rests on"), *_rests_on(brief.snapshot)]
    lines += _sources(marked.sources)
    lines += wrap(f"{LEGEND} · at the right: ID for detente show")
    return "\n".join(lines) + "\n"


def cited(entries: Iterable[Entry]) -> tuple[Sighting, ...]:
    """Return the sightings that a line cites: of each entry its claim's and the last other."""
    chosen: dict[str, Sighting] = {}
    entries = tuple(entries)
    for entry in entries:
        first = told_in(entry)
        chosen.setdefault(first.report, first)
    for entry in entries:
        last = entry.sightings[-1]
        if last.origin != told_in(entry).origin:
            chosen.setdefault(last.report, last)
    return tuple(chosen.values())[:MARKS]


def short_ids(told: Iterable[Entry], among: Iterable[str]) -> dict[str, str]:
    """Return for each id its beginning, or the id itself where another one begins so.

    told: Entries whose ids are wanted. among: Ids from which they are told.
    """
    wanted = {entry.id for entry in told}
    short = {key[:ID] for key in wanted}
    full = {key for key in among if key[:ID] in short} | wanted
    count = Counter(key[:ID] for key in full)
    return {key: key[:ID] if count[key[:ID]] == 1 else key for key in wanted}


def source_text(sighting: Sighting) -> str:
    """Return a source in words: outlet and day, at most 40 columns."""
    return f"{shorten(sighting.outlet, 26)}, {date_text(sighting.published)}"


def parties_text(brief: Brief) -> str:
    """Return the three parties that the record tells most of, as far as they fit."""
    told = _told_of(brief.snapshot)
    parties = [party for party in brief.snapshot.parties if party.is_party]
    parties.sort(key=lambda party: (-told[party.name], party.name))
    names = " · ".join(party.name for party in parties[:3])
    return shorten(names, COLUMNS - width(brief.title) - 2)


def _told_of(snapshot: Snapshot) -> Counter[str]:
    """How much is told of each party, by its name, with who speaks for it.

    A stance in its own voice counts twice; one that others tell of, and a contact, once.
    """
    names = {party.id: party.name for party in snapshot.parties}
    sides = {name: p.acts_for or p.name for p in snapshot.parties for name in (p.name, *p.names)}
    told = Counter[str]()
    for standing in snapshot.standings:
        told[names.get(standing.party, "")] += 2 * bool(standing.own) + bool(standing.others)
    # the same few meet again and again
    for names_met, times in Counter(contact.actors for contact in snapshot.contacts).items():
        for side in {sides.get(name, name) for name in names_met}:
            told[side] += times
    return told


def rests_on(snapshot: Snapshot) -> tuple[str, ...]:
    """Return what the page rests on, in sentences."""
    coverage = snapshot.coverage
    days = f"{date_text(coverage.first)} to {date_text(coverage.last)}"
    known = f" As known by {snapshot.known_by:%Y-%m-%d %H:%M} UTC." if snapshot.known_by else ""
    possible = f", {coverage.possible:,} possible only" if coverage.possible else ""
    return (
        f"{many(coverage.reports, 'report')} of {many(coverage.outlets, 'outlet')}, "
        f"{many(coverage.origins, 'independent text')}, {days}.{known}",
        f"{coverage.reviewed:,} of {many(coverage.entries, 'entry', 'entries')} reviewed by the "
        f"desk{possible}; {many(coverage.notes, 'note')} on what was not understood.",
        left_out_text(coverage.left_out, snapshot.up_to),
    )


def more_text(section: Section) -> str:
    """Return what stands beside a title: how many lines are not shown, or that there are none."""
    left = _unshown(section)
    return f"… and {left}: detente {section.command}" if left else _nothing(section)


def unshown_text(section: Section) -> str:
    """Return the same for who has the paper and no program: what lists the rest is not named."""
    left = _unshown(section)
    return f"… and {left}, not shown" if left else _nothing(section)


def _unshown(section: Section) -> str:
    parts = [
        f"{section.more:,} more" if section.more else "",
        f"{section.possible:,} possible" if section.possible else "",
    ]
    return ", ".join(filter(None, parts))


def _nothing(section: Section) -> str:
    return "" if section.lines else "nothing found"


def _cut(section: Section) -> Section:
    """Return the section with its lines cut to what its rows of the page hold."""
    tall = _tall(section)
    return replace(section, lines=tuple(_cut_line(line, tall) for line in section.lines))


def _tall(section: Section) -> int:
    """Return how many rows a line may take: three of a sentence of its own or forecast."""
    return TALL_SENTENCE if section.name in {"stand", "assessments"} else TALL


def _cut_line(line: Line, tall: int) -> Line:
    head = shorten(line.head, _ROOM)
    room = max(tall * (_ROOM - _MARGIN) - width(head), _MARGIN)
    under = tuple(_cut_line(below, tall) for below in line.under)
    return replace(line, head=head, words=shorten(line.words, room), under=under)


def _first(brief: Brief, counts: Sequence[int]) -> Brief:
    sections = (s.first(n) for s, n in zip(brief.sections, counts, strict=True))
    return replace(brief, sections=tuple(sections))


def _mark(brief: Brief, ids: dict[str, str]) -> Marked:
    sources: dict[str, Sighting] = {}
    for line in brief.lines():
        for sighting in cited(line.entries):
            sources.setdefault(sighting.report, sighting)
    return Marked(brief, tuple(sources.values()), ids)


def _height(brief: Brief) -> int:
    return page_text(_mark(brief, {})).count("\n")


def _rule(title: str, aside: str = "") -> str:
    aside = f" {aside}" if aside else ""
    title = shorten(title, COLUMNS - width(aside) - 4)
    return f"{title} {'─' * (COLUMNS - width(title) - width(aside) - 1)}{aside}"


def _section(section: Section, marked: Marked) -> list[str]:
    lines = [_rule(section.title, more_text(section))]
    tall = _tall(section)
    for line in section.lines:
        lines += _line(line, marked, indent="", tall=tall)
        for under in line.under:
            lines += _line(under, marked, indent="  ", tall=tall)
    return lines


def _line(line: Line, marked: Marked, *, indent: str, tall: int) -> list[str]:
    sign = f"{review_sign(line.entries)} " if line.entries else ("" if line.under else "  ")
    marks = "".join(f"[{number}]" for number in marked.marks(line))
    tail = marks + "".join(sign.sign for sign in hangs_on(line.entries))
    words = one_line(f"{line.head}: {line.words}" if line.head else line.words)
    first = f"{indent}{sign}"
    rest = " " * width(first or "  ")
    made = wrap(f"{words} {tail}", _ROOM, first=first, rest=rest)
    if len(made) > tall:
        room = tall * (_ROOM - width(rest)) - width(tail) - 1
        while len(made) > tall:
            made = wrap(f"{shorten(words, room)} {tail}", _ROOM, first=first, rest=rest)
            room -= 1
    if not line.entries:
        return list(made)
    key = marked.ids.get(line.entries[0].id, line.entries[0].id[:ID])
    return [beside(made[0], key) or made[0], *made[1:]]


def _rests_on(snapshot: Snapshot) -> list[str]:
    return [line for text in rests_on(snapshot) for line in wrap(text)]


def _sources(sources: Sequence[Sighting]) -> list[str]:
    texts = [f"[{n}] {source_text(s)}" for n, s in enumerate(sources, 1)]
    lines: list[str] = []
    for text in texts:
        if lines and width(lines[-1]) + width(text) + 3 <= COLUMNS:
            lines[-1] += f" · {text}"
        else:
            lines.append(text)
    return lines
