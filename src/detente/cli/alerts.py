"""alert: what one wants to be told of, and where."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.door import Door
from detente.cli.options import open_record, reads
from detente.cli.sources import parse_every
from detente.model.dates import parse_day
from detente.model.errors import InputError
from detente.model.text import MARKS

if TYPE_CHECKING:
    from detente.model.alerts import AlertRule
    from detente.record import Record

RULE = click.argument("called", metavar="ALERT")


@click.group()
def alert() -> None:
    """Say what you want to be told of, and where.

    A rule is a few plain words. Rules are told of by 'detente watch', 'detente update' and
    'detente serve --watch', each change once. 'detente alert add' without a rule that it knows
    lists the forms.
    """


@alert.command()
@click.argument("words", metavar="RULE")
@click.option(
    "--to",
    "targets",
    metavar="TARGET",
    multiple=True,
    default=("stdout",),
    show_default="stdout",
    help="stdout, a file (.jsonl and .atom in that form), mailto:NAME@HOST or https://…; several "
    "may be given.",
)
@click.option("--quiet-hours", "quiet", metavar="FROM-TO", help="Send nothing then: 22:00-07:00.")
@click.option(
    "--digest",
    metavar="TIME",
    callback=reads(parse_every),
    help="Gather for so long and send all at once: 1h, 1d.",
)
@click.option(
    "--up-to",
    type=click.Choice(MARKS),
    default="public",
    show_default=True,
    help="Highest mark of what it sees.",
)
@options.explained
@click.option("--possible", is_flag=True, help="Also what is not sure, as possible.")
@options.RECORD
@options.BY
@click.pass_obj
def add(door: Door, /, words: str, record_name: str, by: str, **how: Any) -> None:
    """Make a rule; what changes from now on is told.

    Examples: detente alert add "Norland changes stance on ports" --to mailto:desk@paper.example

    detente alert add "a contact is denied" --to alerts.jsonl --digest 1h
    """
    from detente.following.alerting import unknown
    from detente.model.alerts import parse_quiet, parse_rule, parse_target
    from detente.views.alerts import target_text

    try:
        parse_rule(words)
        for target in how["targets"]:
            parse_target(target)
        quiet = parse_quiet(how["quiet"]) if how["quiet"] else None
    except InputError as error:
        raise click.UsageError(str(error)) from error
    with open_record(record_name) as record:
        rule = record.alert_add(
            words,
            how["targets"],
            by,
            quiet=quiet,
            digest=how["digest"],
            up_to=how["up_to"],
            possible=how["possible"],
        )
        doubts = unknown(record, rule)
    where = ", ".join(map(target_text, rule.targets))
    door.tell(f"told from now on to {where}; 'detente alert test {rule.id}' tries it")
    for doubt in doubts:
        door.tell(f"{doubt}; the rule is kept, for it may come")
    if any(parse_target(one).kind == "web" for one in rule.targets) and not _is_signed():
        door.tell(
            "webhooks get signed messages alone: set DETENTE_WEBHOOK_SECRET where the sources are "
            "followed"
        )
    click.echo(rule.id)


@alert.command(name="list")
@click.option("--told", is_flag=True, help="What was told, newest first, and what came of it.")
@click.option("--whole", is_flag=True, help="Addresses of webhooks whole; they may hold a key.")
@options.RECORD
@options.UP_TO
@options.formats("text", "json")
@click.pass_obj
def list_(
    door: Door, /, *, told: bool, whole: bool, record_name: str, up_to: Any, format_name: str
) -> None:
    """List the rules, or what was told by them.

    Of a webhook it shows the host and a hint that tells it from others there.
    """
    from detente.views import alerts

    target = alerts.target_whole if whole else alerts.target_text
    with open_record(record_name) as record:
        rules, sent = record.alert_rules(up_to), record.told(up_to) if told else ()
        doubts = {} if told else _doubts(record, rules)
        above = len(record.alert_rules(MARKS[-1])) - len(rules)
    door.tell_left_out(above, "rule")
    if told:
        show = alerts.told_json if format_name == "json" else alerts.show_told
        text = show(sent, target)
    else:
        list_rules = alerts.rules_json if format_name == "json" else alerts.show_rules
        text = list_rules(rules, target, doubts)
    sys.stdout.write(text)


@alert.command()
@RULE
@options.RECORD
@options.BY
@click.pass_obj
def remove(door: Door, /, called: str, record_name: str, by: str) -> None:
    """Take a rule away. ALERT is its id or its words."""
    with open_record(record_name) as record:
        rule = record.alert_rule(called)
        record.alert_remove(rule, by)
    door.tell(f"removed: {rule.words}; 'detente undo' takes it back")


@alert.command()
@RULE
@click.option(
    "--since",
    metavar="DATE",
    callback=reads(parse_day),
    help="What it would have told of what was published after that day. Default: a week ago.",
)
@click.option("--send", is_flag=True, help="Send that to its targets, as a trial.")
@options.RECORD
@options.ALLOW_HOST
@click.pass_obj
def test(
    door: Door,
    /,
    called: str,
    since: dt.date | None,
    send: bool,
    record_name: str,
    allowed: tuple[str, ...],
) -> None:
    """Show what a rule would have told, and with --send, try its targets.

    ALERT is its id or its words, or a rule that is not in the record.
    """
    from detente.cli.watching import ways
    from detente.following.alerting import tried
    from detente.following.delivering import send as send_to
    from detente.views.alerts import alert_line, target_text, trial

    with open_record(record_name) as record:
        rule = _rule(record, called)
        now = options.now()
        latest = record.snapshot(up_to=rule.up_to).as_of
        day = since or latest - dt.timedelta(days=7)
        found = tried(record, rule, day, now=now)
    for one in found.alerts:
        click.echo(alert_line(one))
    left = f"{found.possible} possible left out: a rule made with --possible tells them too"
    more = f"; {left}" if found.possible else ""
    door.tell(f"{len(found.alerts)} since {day}: {rule.words}{more}")
    if send:
        for target in rule.targets:
            send_to(
                target, found.alerts[:1] or (trial(rule, now),), ways(options.fetcher(allowed))
            )
            door.tell(f"sent to {target_text(target)}")


def _doubts(record: Record, rules: Iterable[AlertRule]) -> dict[str, tuple[str, ...]]:
    """Return what rules name that the record does not know, by their ids."""
    from detente.following.alerting import unknown

    return {rule.id: unknown(record, rule) for rule in rules}


def _is_signed() -> bool:
    return bool(os.environ.get("DETENTE_WEBHOOK_SECRET"))


def _rule(record: Any, called: str) -> Any:
    from detente.model.alerts import AlertRule, parse_rule
    from detente.model.errors import UnknownName

    try:
        return record.alert_rule(called)
    except UnknownName:
        known = record.alert_rules()
        several = any(one.words.casefold() == called.casefold() for one in known)
        if several or (known and " " not in called.strip()):
            raise
        try:
            rule = parse_rule(called)
        except InputError as error:
            raise click.UsageError(str(error)) from error
        return AlertRule(
            number=0,
            id="",
            words=called,
            rule=rule,
            targets=("stdout",),
            by="",
            at=options.now(),
        )
