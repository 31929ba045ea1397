"""Words as a citation: a sentence, BibTeX, CSL JSON; as a page, or one of them alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Path, Query
from starlette.responses import Response

from detente.model.errors import NoSuchEntry
from detente.model.snapshot import Entry, Sighting
from detente.views.citation import FORMS, Citation, citation, cite_as
from detente.views.support import told_in
from detente.web.asking import Shared, State
from detente.web.lines import EntryLine, entry_line
from detente.web.page import Page, Take

_KINDS = {
    "text": "text/plain; charset=utf-8",
    "bibtex": "application/x-bibtex; charset=utf-8",
    "csl": "application/vnd.citationstyles.csl+json",
}
NAMES = {"text": "Sentence", "bibtex": "BibTeX", "csl": "CSL JSON"}


@dataclass(frozen=True, slots=True)
class Form:
    """A citation in one form."""

    form: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Another report that holds the words."""

    report: str
    outlet: str
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitePage:
    """A citation in every form. others: Where else the entry can be cited from."""

    line: EntryLine
    cited: Citation
    forms: tuple[Form, ...]
    others: tuple[Place, ...]


def answer(
    shared: Shared,
    asked: State,
    id: Annotated[str, Path(description="Of entry or claim.")],  # noqa: A002
    *,
    report: Annotated[
        str,
        Query(description="Which one to cite; without it, the one in whose words it is shown."),
    ] = "",
    form: Annotated[str, Query(description=f"Alone: {', '.join(FORMS)}.")] = "",
) -> CitePage | Response:
    """Return a citation. Errors: NoSuchEntry, UnknownName."""
    entry = shared.record.entry(id, up_to=asked.up_to)
    sighting = _sighting(entry, report)
    source = shared.record.report(sighting.report)
    cited = citation(entry.id, sighting, retrieved=source.retrieved, mark=source.mark)
    if form:
        return Response(cite_as(cited, form), media_type=_KINDS[form])
    others = [s for s in entry.sightings if s.report != sighting.report]
    return CitePage(
        line=entry_line(entry),
        cited=cited,
        forms=tuple(Form(name, NAMES[name], cite_as(cited, name)) for name in FORMS),
        others=tuple(Place(s.report, s.outlet, s.title) for s in others),
    )


def _sighting(entry: Entry, report: str) -> Sighting:
    if not report:
        return told_in(entry)
    for sighting in entry.sightings:
        if sighting.report == report:
            return sighting
    raise NoSuchEntry(
        f"entry {entry.id} does not stand in report {report!r}; open it to see where"
    )


PAGE = Page(
    path="/cite/{id}",
    title="Cite",
    answer=answer,
    template="cite.html",
    scripts=("copy.js",),
    takes=tuple(Take(f"/cite/{{id}}?form={form}", name) for form, name in NAMES.items()),
)
