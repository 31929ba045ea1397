"""Page, File, Act: what an address answers, as a page and as JSON; what a form does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response


@dataclass(frozen=True, slots=True)
class Take:
    """A file that a page leads to, asked for as the page is. name: What the link says."""

    path: str
    name: str


_FORMS = {
    "docx": "Word (DOCX)",
    "html": "one HTML file",
    "xlsx": "sheet (XLSX)",
    "csv": "CSV",
    "atom": "feed (Atom)",
    "ics": "calendar (ICS)",
}


def takes(path: str, *forms: str) -> tuple[Take, ...]:
    """Return how a page leads to its own files, by their endings."""
    return tuple(Take(f"{path}.{form}", _FORMS[form]) for form in forms)


def sheets(kind: str, what: str) -> tuple[Take, ...]:
    """Return how a page leads to a whole table of the record. what: "every statement"."""
    return tuple(Take(f"/tables/{kind}.{f}", f"{what}: {_FORMS[f]}") for f in ("xlsx", "csv"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page and its twin in JSON.

    path: Address ("/matrix"); its twin's is the same with ".json" after it.
    title: What the menu and the tab say.
    answer: FastAPI dependency that returns a dataclass of plain values: the twin is these values,
        and the template shows them as `page`. Errors of the model's tree become error pages.
    template: File in `templates/`.
    key: Second key after "g" that leads here ("m" for g m); None if it is in no menu.
    scripts: Names in `static/` that this page needs beside the shared ones.
    takes: Files of its own in which what it shows can be taken away.
    rows: Lists among its values, "groups.families.changes", that go out as a sheet each; the only
        one as CSV too. These files are made of the same values, so that no mark is asked twice.
    needs: Name of the value without which there is nothing to take but the JSON: what nobody
        chose yet.
    """

    path: str
    title: str
    answer: Callable[..., Any]
    template: str
    key: str | None = None
    scripts: tuple[str, ...] = ()
    takes: tuple[Take, ...] = ()
    rows: tuple[str, ...] = ()
    needs: str = ""

    @property
    def stem(self) -> str:
        """Address without an ending, from which those of its files are made."""
        return "/index" if self.path == "/" else self.path

    @property
    def twin(self) -> str:
        """Address of the JSON."""
        return f"{self.stem}.json"

    @property
    def row_forms(self) -> tuple[str, ...]:
        """Forms in which its lists go out: CSV has room for one."""
        return (("xlsx", "csv") if len(self.rows) == 1 else ("xlsx",)) if self.rows else ()

    def offers(self, values: object) -> tuple[Take, ...]:
        """Return what the page leads to, of these values: its files, its lists, its JSON."""
        json = Take(self.twin, "JSON")
        if self.needs and not getattr(values, self.needs):
            return (json,)
        lists = takes(self.stem, *self.row_forms)
        if self.takes:
            lists = tuple(Take(one.path, f"this page: {one.name}") for one in lists)
        return (*self.takes, *lists, json)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file to take away, which has no twin. answer: FastAPI dependency that returns it."""

    path: str
    title: str
    answer: Callable[..., Response]


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an act.

    told: What to tell the user, one sentence. to: Address to go on to; None to go back.
    undoable: Whether undo takes it back.
    """

    told: str
    to: str | None = None
    undoable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that a form does, by POST.

    do: FastAPI dependency that does it and returns what came of it; a page if it could not.
    """

    path: str
    do: Callable[..., Done | Response]
