"""News agencies by name: whom a report credits its words to, and who was first of one day."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def agency_names() -> Mapping[str, str]:
    """Return every name of every agency -> the one that it goes by.

    >>> agency_names()["Agence France-Presse"]
    'AFP'
    """
    data = tomllib.loads(files("detente.model").joinpath("agencies.toml").read_text("utf-8"))
    return {name: short for short, names in data["agencies"].items() for name in (short, *names)}
