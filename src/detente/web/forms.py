"""A claim as a form: its fields with their values, and what came back changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from detente.model.claims import Claim
from detente.model.errors import DetenteError
from detente.model.fields import FieldKind, fields_of, written
from detente.record.spans import mark_words
from detente.web.workbench import Workbench

# Names of inputs begin so: what a field is now, and what it was when the form was made.
NOW, WAS = "field.", "was."
# The words of a claim, among its fields.
WORDS = "evidence"
_HINTS: Mapping[FieldKind, str] = {
    "list": "several between “; ”",
    "days": "YYYY-MM-DD, YYYY-MM, or FIRST/LAST",
    "number": "in digits",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A labelled input. value: As written. choices: Of a closed list; "" stands for none."""

    name: str
    kind: FieldKind
    value: str
    choices: tuple[str, ...]
    needed: bool
    hint: str


def form_fields(family: str, claim: Claim | None = None) -> tuple[FormField, ...]:
    """Return the inputs for a claim of a family; empty ones without a claim."""
    return tuple(
        FormField(
            name=field.name,
            kind=field.kind,
            value=written(claim, field.name) if claim else _blank(field.name, field.kind),
            choices=_choices(field.choices, field.kind, needed=field.needed),
            needed=field.needed,
            hint=_hint(field.name, field.kind),
        )
        for field in fields_of(family)
    )


def changed(form: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the fields that came back with another value than they had, as corrections."""
    return tuple(
        (name, value.strip() or ("" if name == WORDS else "none"))
        for name, value in given(form)
        if value.strip() != form.get(WAS + name, "").strip()
    )


def given(form: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Yield the fields of a form with their values."""
    return ((key.removeprefix(NOW), text) for key, text in form.items() if key.startswith(NOW))


def place_of(claim: Claim) -> str:
    """Return where the words of a claim stand, as a form says it."""
    return f"{claim.main.report}:{claim.main.start}:{claim.main.end}"


def words_at(shared: Workbench, written: str) -> str:
    """Return the words that a form means, or what it says if that is no place in a report."""
    try:
        place = written.split(":")
        report = shared.record.report(place[0])
        return mark_words(report, written).text
    except DetenteError:
        return written


async def _form(request: Request) -> dict[str, str]:
    form: FormData = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


# What a form sent, by name.
Sent = Annotated[dict[str, str], Depends(_form)]


def _choices(choices: tuple[str, ...], kind: FieldKind, *, needed: bool) -> tuple[str, ...]:
    if kind == "truth":
        return ("no", "yes")
    return choices if needed or not choices or "unknown" in choices else ("", *choices)


def _blank(name: str, kind: FieldKind) -> str:
    if kind == "truth":
        return "no"
    return {"reported_by": "narrator", "voice": "own", "format": "unknown"}.get(name, "")


def _hint(name: str, kind: FieldKind) -> str:
    if name == "participants":
        return "several between “; ”; a role in brackets: Norland (host)"
    if name == "reported_by":
        return "who says so, or narrator"
    return _HINTS.get(kind, "")
