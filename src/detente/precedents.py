"""Where the stages meet for precedents: a folder of agreements, and the points of a text.

As in `comparing`, each stage knows nothing of the others: reports know how files are read, drafts
which provisions are comparable, the record which issues there are, and the views how it is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from detente.comparing import kept_draft, open_draft
from detente.drafts.points import cut
from detente.model.drafts import Draft, Part
from detente.model.errors import InputError, UnknownName
from detente.model.snapshot import Issue
from detente.reports.documents import KINDS
from detente.views.comparison import label
from detente.views.papers.precedents import PrecedentPoint, PrecedentProvision, Precedents

if TYPE_CHECKING:
    from detente.drafts.precedents import Asked, Provision
    from detente.drafts.vectors import Embed
    from detente.record import Record

# What is shown for each point.
MOST = 5
_CLAUSE = "clause"
# How a draft of a record is named; a clause with an address ends as a sentence does.
_KEPT = re.compile(r"[^@\n]{1,200}@[^@\n]{0,99}[^@\n.;:!?]")
_ITSELF = "it is the text itself; left aside"
_GONE = "a link to what is not there; mend the link, or remove it"
_ELSEWHERE = "a link to a folder; left aside: copy the folder here, or search it by itself"


@dataclass(frozen=True, slots=True)
class Library:
    """The texts of a folder by their paths in it, and what of it cannot be used, with why."""

    drafts: Mapping[str, Draft]
    notes: tuple[str, ...] = ()


def precedents(
    words: str,
    folder: Path,
    issues: Sequence[Issue] = (),
    *,
    embed: Embed | None = None,
    most: int = MOST,
) -> Precedents:
    """Return the provisions of a folder of agreements that are comparable to a text's points.

    words: A file, or the words of a clause. A file of the library that cannot be used is a note;
    the text itself is no precedent. Errors: InputError for a text that cannot be read, or no
    folder.
    """
    return comparable(asked_of(words), open_library(folder), issues, embed=embed, most=most)


def asked_of(words: str, record: Record | None = None) -> Draft:
    """Return what is asked about: a file, a draft of the record (NAME@LABEL), or a clause.

    Errors: InputError for none of them; UnknownName for a draft that is not in the record.
    """
    if _is_file(words):
        return open_draft(words)
    if "\n" not in words and Path(words).suffix.lower() in KINDS:
        raise InputError(f"{words}: there is no such file; check the path")
    if not _KEPT.fullmatch(words):
        return clause(words)
    if record is None:
        raise InputError(f"{words}: name the record that holds this draft with --record")
    return kept_draft(record, record.draft(words))


def clause(words: str) -> Draft:
    """Return words as the points of a clause; they are never a path. Errors: InputError."""
    made = cut("the clause", words)
    if not made.points and len(words.split()) > 1:
        made = cut("the clause", f"{words.strip()}.")  # what is typed often lacks its full stop
    if not words.strip() or not made.points:
        raise InputError(f"{words!r} is neither a file nor a clause; give a sentence, or a file")
    return replace(made, parts=tuple(map(_called, made.parts)))


def one_point(draft: Draft, part: int) -> Draft:
    """Return a draft of which one point alone is asked about."""
    return replace(draft, parts=(draft.parts[part],))


def open_library(folder: Path, read: Callable[[Path], Draft] | None = None) -> Library:
    """Return the texts of a folder and of those below it; a text that is there twice counts once.

    read: How a file is opened; as a draft if it is not given. Errors: InputError for no folder.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder; --library names one of agreements")
    drafts: dict[str, Draft] = {}
    notes: list[str] = []
    seen: set[str] = set()
    for name, path in _within(folder):
        if path.is_symlink() and not path.is_file():
            notes.append(f"{name}: {_ELSEWHERE if path.is_dir() else _GONE}")
        if not path.is_file():
            continue
        try:
            draft = open_draft(str(path)) if read is None else read(path)
        except (InputError, UnknownName) as error:
            notes.append(f"{name}: {str(error).removeprefix(f'{path}: ')}")
            continue
        if draft.id in seen:
            notes.append(f"{name}: the same text as another file; left aside")
        else:
            drafts[name] = draft
            seen.add(draft.id)
    return Library(drafts, tuple(notes))


def comparable(
    asked: Draft,
    library: Library,
    issues: Sequence[Issue] = (),
    *,
    embed: Embed | None = None,
    most: int = MOST,
) -> Precedents:
    """Return the provisions of a library that are comparable to each point of a text."""
    from detente.drafts.precedents import precedents as found  # noqa: PLC0415  (loads in 0.5 s)

    others = {name: draft for name, draft in library.drafts.items() if draft.id != asked.id}
    itself = [f"{name}: {_ITSELF}" for name in library.drafts if name not in others]
    names = {id(draft): name for name, draft in others.items()}
    points = found(asked, list(others.values()), issues, embed=embed, most=most)
    return Precedents(
        asked=asked.name,
        texts=len(others),
        provisions=sum(len(draft.points) for draft in others.values()),
        points=tuple(_point(asked, one, names) for one in points),
        notes=tuple(sorted((*library.notes, *itself))),
        by_meaning=embed is not None,
    )


def _point(asked: Draft, one: Asked, names: Mapping[int, str]) -> PrecedentPoint:
    return PrecedentPoint(
        label=label(asked, one.part),
        words=asked.parts[one.part].body,
        mechanisms=one.mechanisms,
        issues=one.issues,
        provisions=tuple(_provision(p, names[id(p.draft)]) for p in one.provisions),
    )


def _provision(one: Provision, name: str) -> PrecedentProvision:
    part = one.draft.parts[one.part]
    return PrecedentProvision(
        text=name,
        draft=one.draft.id,
        label=label(one.draft, one.part),
        words=part.body,
        start=part.start,
        likeness=one.likeness,
        mechanisms=one.mechanisms,
        issues=one.issues,
        common=one.common,
    )


def _called(part: Part) -> Part:
    """Return a part of what was typed; what has no number is called a clause."""
    return part if any(map(str.isalnum, "".join(part.path))) else replace(part, path=(_CLAUSE,))


def _is_file(words: str) -> bool:
    try:
        return Path(words).is_file()
    except (OSError, ValueError):  # too long for a path, or no path at all
        return False


def _within(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield what is in a folder by its path there, in order; what is hidden is left out."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not any(part.startswith(".") for part in Path(name).parts):
            yield name, path
