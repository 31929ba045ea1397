"""Words of a report as a citation: in a sentence, for BibTeX, for programs that read CSL."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from detente.model.actors import NARRATOR
from detente.model.claims import Claim, Statement
from detente.model.errors import UnknownName
from detente.model.snapshot import Sighting
from detente.model.text import Mark
from detente.views.escape import json_text, one_line
from detente.views.pages import web_address
from detente.views.phrases import MONTHS, date_text, name_text, quote
from detente.views.words import translated_text

_SPOKEN = {
    "direct": "quoted",
    "mixed": "quoted in part",
    "indirect": "as reported, not word for word",
}
# What TeX takes for a command, written so that it prints. BibTeX counts a brace behind a backslash
# too: a lone one would swallow the entries behind it.
_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    **{sign: f"\\{sign}" for sign in "$&#_%"},
}
_TEX_SIGN = re.compile(r"[\\~^{}$&#_%]")
_IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C"}
_NO_LETTER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What is needed to cite words.

    words: As they stand in the report. speaker, spoken: Who said it, and whether the words are
    the speaker's own; None if they are the outlet's. address: http or https, or None.
    retrieved: When the record got the text. mark: Who may see it. translated: Whether the words
    are a translation, in words.
    """

    entry: str
    report: str
    words: str
    speaker: str | None
    spoken: str | None
    outlet: str
    title: str | None
    published: dt.date | None
    address: str | None
    retrieved: dt.date
    mark: Mark
    translated: str = ""


def citation(entry: str, sighting: Sighting, *, retrieved: dt.datetime, mark: Mark) -> Citation:
    """Return the citation of one place where an entry was seen. mark: Of its report."""
    claim = sighting.body
    speaker, spoken = _spoken(claim)
    return Citation(
        entry=entry,
        report=sighting.report,
        words=one_line(claim.main.text),
        speaker=one_line(name_text(speaker)) if speaker else None,
        spoken=spoken,
        outlet=one_line(sighting.outlet),
        title=(one_line(sighting.title) or None) if sighting.title else None,
        published=sighting.published,
        address=web_address(sighting.address),
        retrieved=retrieved.date(),
        mark=mark,
        translated=translated_text(claim),
    )


def _spoken(claim: Claim) -> tuple[str | None, str | None]:
    """Who said it and how: of a statement its speaker, else who tells it, if not the outlet."""
    if isinstance(claim, Statement):
        return claim.speaker, _SPOKEN[claim.kind]
    return (None, None) if claim.reported_by == NARRATOR else (claim.reported_by, "as reported")


def cite_as(cited: Citation, form: str) -> str:
    """Return a citation as text, bibtex or csl. Errors: UnknownName."""
    if form not in FORMS:
        raise UnknownName("form of citation", form, FORMS)
    return FORMS[form](cited)


def _text(cited: Citation) -> str:
    """The words, who said them and how, where and when, on one line."""
    said = f"{cited.speaker}, {_how(cited)}, in " if cited.speaker else _aside(cited)
    parts = [cited.outlet, quote(cited.title) if cited.title else "", date_text(cited.published)]
    where = ", ".join(filter(None, parts))
    address = (
        f" {cited.address} (retrieved {date_text(cited.retrieved)})." if cited.address else ""
    )
    marked = f" Handling: {cited.mark}." if cited.mark != "public" else ""
    return f"{quote(cited.words)} {said}{where}.{address}{marked}\n"


def _how(cited: Citation) -> str:
    """Whether the words are the speaker's own, and whether they are a translation."""
    return "; ".join(filter(None, (cited.spoken, cited.translated)))


def _aside(cited: Citation) -> str:
    return f"({cited.translated}) " if cited.translated else ""


def _note(cited: Citation) -> str:
    if cited.speaker:
        return f"{cited.speaker} ({_how(cited)}): {quote(cited.words)}"
    return f"{_aside(cited)}{quote(cited.words)}"


def _bibtex(cited: Citation) -> str:
    """One entry of kind misc: old styles know it, and print its note."""
    fields: dict[str, str] = {"author": _braced(_tex(cited.outlet))}
    if cited.title:
        fields["title"] = _braced(_tex(cited.title))
    if cited.published:
        fields["year"] = str(cited.published.year)
        fields["month"] = MONTHS[cited.published.month - 1].lower()
        fields["day"] = str(cited.published.day)
    if cited.address:
        fields["url"] = "".join(_IN_ADDRESS.get(c, c) for c in cited.address)
        fields["urldate"] = cited.retrieved.isoformat()
    fields["note"] = _tex(_note(cited))
    if cited.mark != "public":
        fields["keywords"] = cited.mark
    rows = [f"  {name} = {_value(name, value)}" for name, value in fields.items()]
    return f"@misc{{{_key(cited)},\n" + ",\n".join(rows) + "\n}\n"


def _value(name: str, value: str) -> str:
    return value if name == "month" else _braced(value)  # months are macros of every style


def _braced(text: str) -> str:
    return f"{{{text}}}"


def _tex(text: str) -> str:
    return _TEX_SIGN.sub(lambda found: _TEX[found[0]], text)


def _key(cited: Citation) -> str:
    outlet = _NO_LETTER.sub("-", cited.outlet.casefold()).strip("-") or "outlet"
    day = cited.published.isoformat() if cited.published else "undated"
    return f"{outlet}-{day}-{cited.entry[:6]}"


def _csl(cited: Citation) -> str:
    """A list with one item of Citation Style Language JSON 1.0."""
    item: dict[str, Any] = {
        "id": _key(cited),
        "type": "article-newspaper",
        "container-title": cited.outlet,
        "title": cited.title,
        "issued": _csl_date(cited.published),
        "URL": cited.address,
        "accessed": _csl_date(cited.retrieved) if cited.address else None,
        "note": _note(cited),
        "keyword": cited.mark if cited.mark != "public" else None,
    }
    return json_text([{name: value for name, value in item.items() if value is not None}])


def _csl_date(day: dt.date | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None


FORMS: dict[str, Callable[[Citation], str]] = {"text": _text, "bibtex": _bibtex, "csl": _csl}
