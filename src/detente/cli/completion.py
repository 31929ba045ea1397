"""completion: the script that teaches a shell the commands."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")


# The backspace keeps click from filling the paragraph.
EXAMPLES = """\b
Where a shell looks for it:
  bash  detente completion bash > ~/.local/share/bash-completion/completions/detente
  zsh   detente completion zsh > ~/.zfunc/_detente
  fish  detente completion fish > ~/.config/fish/completions/detente.fish
"""


@click.command(epilog=EXAMPLES)
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the completion script of a shell."""
    from detente.cli import detente

    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101  (the choices are click's own)
    click.echo(kind(detente, {}, "detente", "_DETENTE_COMPLETE").source())
