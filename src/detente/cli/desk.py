"""judge, undo, merge, split, purge: what the desk decides, written beside the claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.door import Door
from detente.cli.options import open_record
from detente.model.errors import InputError
from detente.model.outcomes import OF_OUTCOMES
from detente.model.text import MARKS, Mark

if TYPE_CHECKING:
    from detente.model.snapshot import Verdict

_ENTRIES = ("contact", "proposal")
KINDS = ("actor", "issue", *_ENTRIES)
_VERDICTS: dict[str, Verdict] = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
}


@click.command()
@click.argument("id_", metavar="ID")
@click.argument("verdict", type=click.Choice(tuple(_VERDICTS)))
@click.argument("corrections", metavar="[FIELD=VALUE]...", nargs=-1)
@click.option(
    "--mark",
    type=click.Choice(MARKS),
    default="internal",
    show_default=True,
    help="Who may see who judged and why, and what you say became of a forecast or question.",
)
@options.RECORD
@options.BY
@options.WHY
@click.pass_obj
def judge(
    door: Door,
    /,
    id_: str,
    verdict: str,
    corrections: tuple[str, ...],
    record_name: str,
    **how: Any,
) -> None:
    """Accept, reject or correct an entry.

    The claim itself stays as it was read; 'detente undo' takes the judgement back.
    FIELD is a field of the claim, as 'detente show ID --format json' names it;
    evidence=START:END, or the words themselves, marks its words anew.

    Example: detente judge 3f2a91c04b7d correct stance=rejects --why "misread negation"
    """
    if (verdict == "correct") != bool(corrections):
        raise click.UsageError("'correct' needs FIELD=VALUE; 'accept' and 'reject' take none")
    fields = tuple(_field(text) for text in corrections)
    with open_record(record_name) as record:
        try:
            judgement = record.judge(id_, _VERDICTS[verdict], fields=fields, **how)
        except InputError as error:
            raise click.UsageError(str(error)) from error
    door.tell(f"{judgement.verdict}: {judgement.target}; 'detente undo' takes it back")
    if how["mark"] != "public" and any(name in OF_OUTCOMES for name, _ in fields):
        door.tell(
            f"what became of it is told from --up-to {how['mark']} on; --mark public: to all"
        )


@click.command()
@options.RECORD
@options.BY
def undo(record_name: str, by: str) -> None:
    """Take the desk's last act back.

    A judgement, merge, split, change of the register, or look of yours. That it was taken back
    is on the record too; so another 'undo' takes back the act before it.
    """
    with open_record(record_name) as record:
        click.echo(record.undo(by))


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("ids", metavar="ID ID...", nargs=-1, required=True)
@options.RECORD
@options.BY
@options.WHY
@click.pass_obj
def merge(
    door: Door,
    /,
    kind: str,
    ids: tuple[str, ...],
    record_name: str,
    by: str,
    why: str | None,
) -> None:
    """Say that several actors, issues, contacts or proposals are one.

    Of actors and issues the first ID gives the name; contacts and proposals are known by the
    earliest, whose ID is told. 'detente split' takes it apart again.
    """
    if len(set(ids)) < 2:
        raise click.UsageError("merge needs two or more different IDs")
    with open_record(record_name) as record:
        record.merge(kind, ids, by=by, why=why)
        # an entry is known by its first claim, an actor or issue by the first that is named here
        kept = record.entry(ids[0], "restricted").id if kind in _ENTRIES else ids[0]
    door.tell(f"merged: {len(ids)} into {kind} {kept}; 'detente undo' takes it back")


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("id_", metavar="ID")
@options.RECORD
@options.BY
@options.WHY
@click.pass_obj
def split(door: Door, /, kind: str, id_: str, record_name: str, by: str, why: str | None) -> None:
    """Say that what was merged is several after all."""
    with open_record(record_name) as record:
        record.split(kind, id_, by=by, why=why)
    door.tell(f"split: {kind} {id_}; 'detente undo' takes it back")


@click.command()
@click.argument("report")
@click.argument("mark", type=click.Choice(MARKS))
@options.RECORD
@options.BY
@options.WHY
@click.pass_obj
def mark(
    door: Door, /, report: str, mark: Mark, *, record_name: str, by: str, why: str | None
) -> None:
    """Give a report another mark: who may see it.

    It holds for every day, past ones too, and for what the desk said of it. Files, messages and
    feeds that left before do not change: export anew, and ask for the old ones back.

    Example: detente mark 3f2a91c0 internal
    """
    with open_record(record_name) as record:
        old = record.mark(report, mark, by=by, why=why)
    if old is None:
        door.tell(f"report {report} is {mark} already")
        return
    door.tell(f"report {report} is {mark} now, and was {old}; what left before stays where it is")


@click.command()
@click.argument("report")
@options.RECORD
@options.BY
@click.option("--why", metavar="TEXT", required=True, help="The reason; it stays on the record.")
@click.pass_obj
def purge(door: Door, /, report: str, record_name: str, by: str, why: str) -> None:
    """Remove a report's words for good.

    Its text, its claims' words and the backups that this program made are removed; a tombstone
    without content stays. This cannot be undone.
    """
    with open_record(record_name) as record:
        record.purge(report, why, by)
    door.tell(f"purged: report {report}; a tombstone without its words stays")


def _field(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise click.UsageError(f"{text!r} corrects nothing; write FIELD=VALUE")
    return name.strip(), value.strip()
