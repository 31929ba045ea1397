"""issue: the register of issues and the propositions under them."""

from __future__ import annotations

import click


@click.group()
def issue() -> None:
    """Keep the register of issues.

    A tree of issues, and under them the propositions that parties take stances on.
    """
