"""Self-contained HTML pages: one file, no script, nothing fetched, every word escaped."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from detente.views.escape import visible

if TYPE_CHECKING:
    from jinja2 import Environment

_WEB = re.compile(r"https?://[^\s]+\Z", re.IGNORECASE)


def page(template: str, *, styles: tuple[str, ...] = (), rules: str = "", **values: object) -> str:
    """Return a page from a template of this package.

    styles: Names of style sheets beside the base one. rules: Further rules made by code.
    The page forbids the browser to run or fetch anything; its one style sheet is let in by digest.
    """
    from markupsafe import Markup  # noqa: PLC0415  (as `_environment`)

    css = "\n".join([*(style(name) for name in ("base", *styles)), rules])
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    made = _environment().get_template(template)
    return made.render(css=Markup(css), policy=Markup(policy), **values).strip() + "\n"  # noqa: S704


def web_address(address: str | None) -> str | None:
    """Return an address that is safe to link to, None for any other.

    >>> web_address("https://wire.example/a"), web_address("javascript:alert(1)")
    ('https://wire.example/a', None)
    """
    return address if address and _WEB.match(address) else None


@cache
def _environment() -> Environment:
    # most outputs are no pages, and need not wait for it
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    return Environment(
        loader=PackageLoader("detente.views"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )


def _finalize(value: object) -> object:
    """Show what could steer a reader's eye, in every word that a template puts out."""
    return visible(value) if type(value) is str else value


@cache
def style(name: str) -> str:
    """Return a style sheet of this package by its name without ".css"."""
    return (files("detente.views") / "templates" / f"{name}.css").read_text(encoding="utf-8")
