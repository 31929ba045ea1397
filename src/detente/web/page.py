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
    takes: Files in which what it shows can be taken away.
    """

    path: str
    title: str
    answer: Callable[..., Any]
    template: str
    key: str | None = None
    scripts: tuple[str, ...] = ()
    takes: tuple[Take, ...] = ()

    @property
    def twin(self) -> str:
        """Address of the JSON."""
        return "/index.json" if self.path == "/" else f"{self.path}.json"


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
