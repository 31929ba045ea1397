"""The table of commands, and a group that loads a command's module only when it is called."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import click


@dataclass(frozen=True, slots=True)
class Named:
    """Where a command is ("module:function"), and what the list of commands says of it."""

    place: str
    help: str


_AT = "detente.cli."
COMMANDS: dict[str, Named] = {
    "demo": Named(_AT + "demo:demo", "Read an invented negotiation and print its brief."),
    "read": Named(_AT + "reading:read", "Read reports without a record."),
    "add": Named(_AT + "reading:add", "Read reports into the record."),
    "reread": Named(_AT + "rereading:reread", "Read again what an older reader read."),
    "source": Named(_AT + "sources:source", "Say what is followed: feeds, pages, mailboxes."),
    "update": Named(_AT + "watching:update", "Look once at the sources, and read what is new."),
    "watch": Named(_AT + "watching:watch", "Follow the sources until told to end."),
    "alert": Named(_AT + "alerts:alert", "Say what you want to be told of, and where."),
    "brief": Named(_AT + "outputs:brief", "Print where things stand, on one page."),
    "changes": Named(_AT + "outputs:changes", "Print what changed since a day or your last look."),
    "matrix": Named(_AT + "outputs:matrix", "Print who stands where: parties by issues."),
    "chronology": Named(
        _AT + "meetings:chronology", "Print who met whom, on what, and what came of it."
    ),
    "commitments": Named(
        _AT + "commitments:commitments",
        "Print what is owed, and what each side says of whether it was kept.",
    ),
    "fragile": Named(
        _AT + "meetings:fragile", "Print what hangs on little, and what would overturn it."
    ),
    "pack": Named(_AT + "meetings:pack", "Print what one needs to know before meeting an actor."),
    "readouts": Named(
        _AT + "meetings:readouts", "Print what each side says of one contact, in columns."
    ),
    "precedent": Named(
        _AT + "precedents:precedent", "Print comparable provisions of your own agreements."
    ),
    "serve": Named(
        _AT + "serving:serve", "Open the workbench: the record in your browser, on this machine."
    ),
    "analyse": Named(_AT + "analyses:analyse", "Print what the record adds up to, by one method."),
    "assume": Named(
        _AT + "assuming:assume", "Say what models may assume where the record is silent."
    ),
    "draft": Named(
        _AT + "drafts:draft", "Compare drafts point by point, and keep their versions."
    ),
    "list": Named(_AT + "listing:list_", "List entries of one kind."),
    "show": Named(_AT + "listing:show", "Show one entry: its words, sources and history."),
    "cite": Named(_AT + "citing:cite", "Print an entry as a citation: text, BibTeX, CSL JSON."),
    "judge": Named(_AT + "desk:judge", "Accept, reject or correct an entry."),
    "undo": Named(_AT + "desk:undo", "Take the desk's last act back."),
    "merge": Named(
        _AT + "desk:merge", "Say that several actors, issues, contacts or proposals are one."
    ),
    "split": Named(_AT + "desk:split", "Say that what was merged is several after all."),
    "translate": Named(_AT + "translating:translate", "Lay a translation beside a report."),
    "issue": Named(_AT + "issues:issue", "Keep the register of issues."),
    "outlet": Named(
        _AT + "outlets:outlet",
        "Say what outlets are: an agency, an official readout, state media.",
    ),
    "export": Named(_AT + "listing:export", "Write the record in an open format."),
    "eval": Named(_AT + "accuracy:eval_", "Measure a reader on your own annotated reports."),
    "accuracy": Named(_AT + "accuracy:accuracy", "Print how well the reader reads, as measured."),
    "mark": Named(_AT + "desk:mark", "Give a report another mark: who may see it."),
    "encrypt": Named(
        _AT + "sealing:encrypt", "Write a copy of the record that only its key opens."
    ),
    "purge": Named(_AT + "desk:purge", "Remove a report's words for good."),
    "completion": Named(_AT + "completion:completion", "Print the completion script of a shell."),
}


class LazyGroup(click.Group):
    """A group whose commands are named in a table and loaded when called."""

    def __init__(self, *args: Any, commands_by_name: Mapping[str, Named], **kwargs: Any) -> None:
        """Keep the table; load nothing."""
        super().__init__(*args, **kwargs)
        self._table = commands_by_name

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the table's order: the main job first."""
        return list(self._table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command, or return None for an unknown name."""
        if cmd_name not in self._table:
            return None
        module, _, function = self._table[cmd_name].place.partition(":")
        command = getattr(importlib.import_module(module), function)
        assert isinstance(command, click.Command)  # noqa: S101  (the table is ours)
        _let_be_quiet(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table, without loading one."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, named.help) for name, named in self._table.items()])


def _let_be_quiet(command: click.Command) -> None:
    """Take --quiet after a command's name as well as before it."""
    if any(parameter.name == "quiet" for parameter in command.params):
        return
    command.params.append(
        click.Option(
            ["-q", "--quiet"],
            is_flag=True,
            expose_value=False,
            callback=_be_quiet,
            help="No progress bar and no summary.",
        )
    )
    for sub in command.commands.values() if isinstance(command, click.Group) else ():
        _let_be_quiet(sub)


def _be_quiet(context: click.Context, _option: click.Parameter, quiet: bool) -> None:
    if quiet:
        context.obj.quiet = True
