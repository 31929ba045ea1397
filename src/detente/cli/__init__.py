"""The command line: arguments in, exit code out. Each command's module loads when it is called."""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from detente import __version__
from detente.cli import door
from detente.cli.commands import COMMANDS, LazyGroup
from detente.model.errors import DetenteError, UnknownName
from detente.plugins import heard_by

_ENTERING = {"add", "demo"}
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

EPILOG = """\b
Exit codes:
  0    fine
  1    some inputs could not be used (the rest went on), or the record could not
  2    wrong use: an unknown option, command or name, or a value that is none
  130  interrupted
"""


@click.command(
    cls=LazyGroup,
    commands_by_name=COMMANDS,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="detente", message="%(prog)s %(version)s")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar and no summary.")
@click.pass_context
def detente(context: click.Context, quiet: bool) -> None:
    """Read reports about negotiations and keep a record tied to their words."""
    context.obj = door.Door(quiet=quiet)


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code."""
    door.use_utf8()
    door.use_one_core()
    door.ask_no_plugins()
    # A record is a million live values, and a command ends soon: to look through them for circles
    # of garbage took a third of the time of a brief. Reading, which may last, turns it on again.
    gc.disable()
    code = run(sys.argv[1:] if args is None else args)
    gc.freeze()
    sys.exit(code)


def run(args: Sequence[str]) -> int:
    """Run one command and return its exit code; what went wrong is one line on standard error."""
    try:
        code = _invoke(args)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except UnknownName as error:
        door.say(str(error))
        code = door.WRONG_USE
    except DetenteError as error:
        door.say(str(error))
        code = door.FAILED
    except (KeyboardInterrupt, click.Abort):
        kept = "; what was entered before is in the record" if _ENTERING & set(args[:2]) else ""
        door.say(f"interrupted{kept}")
        code = door.INTERRUPTED
    except BrokenPipeError:
        door.drop_output()
        code = 128 + signal.SIGPIPE if hasattr(signal, "SIGPIPE") else door.FAILED
    except OSError as error:
        door.drop_output()
        where = f"{error.filename}: " if error.filename else ""
        now = "free some space" if error.errno in _FULL else "choose another place"
        door.say(f"{where}cannot write: {error.strerror or error}; {now}")
        code = door.FAILED
    return code


def _invoke(args: Sequence[str]) -> int:
    if "_DETENTE_COMPLETE" in os.environ:
        detente.main(list(args), prog_name="detente")
    try:
        with (
            heard_by(door.say_once()),
            detente.make_context("detente", list(args)) as context,
        ):
            code = detente.invoke(context)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    return code if isinstance(code, int) else door.FINE
