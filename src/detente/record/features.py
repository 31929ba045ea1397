"""What the record keeps in columns of one claim, so that most questions need not open it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.model.actors import NARRATOR, Actor, Authority
from detente.model.claims import Claim, Contact, Position
from detente.model.dates import Precision
from detente.model.gist import condition_of, days_of, kind_of
from detente.record.identity import Key, entry_id, group_of, key, names_of
from detente.record.resolve import Names
from detente.record.words import LISTS, content, digest, negated

_OLD_WORDS = frozenset(LISTS["old"].split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """Columns of `claims` that follow from the claim and the names of its reading."""

    entry: str
    what: str
    core: str
    who: str
    speaker: str | None
    authority: str | None
    kind: str | None
    voice: str | None
    about: str | None
    topic: str | None
    condition: str | None
    first: str | None
    last: str | None
    precision: Precision | None
    told: str | None


@dataclass(frozen=True, slots=True)
class Context:
    """What a claim's columns depend on beside the claim.

    published: Day of the report, ISO, or "". scope: What unnamed sources belong to.
    """

    names: Names
    actors: Mapping[str, Actor]
    published: str
    scope: str


def features(claim: Claim, context: Context) -> Features:
    """Return the columns of one claim."""
    found = key(claim, published=context.published)
    core = _ids(found, claim, context)
    what = digest(found.what)
    named_days = days_of(claim)
    days = named_days or (claim.when.days if claim.when else None)
    voice, about, topic = _texts(claim)
    named = claim.reported_by != NARRATOR
    return Features(
        entry=entry_id(claim.family, core, what),
        what=what,
        core="\n".join(core),
        who="\n".join(context.names.of(name, context.scope) for name in names_of(claim)),
        speaker=context.names.of(claim.reported_by, context.scope) if named else None,
        authority=_authority(claim, context) if named else None,
        kind=kind_of(claim),
        voice=voice,
        about=about,
        topic=topic,
        condition=_condition(claim),
        first=days.start.isoformat() if days else None,
        last=days.last.isoformat() if days else None,
        precision=named_days.precision if named_days else None,
        told="old" if _is_told_as_old(claim) else None,
    )


def _ids(found: Key, claim: Claim, context: Context) -> tuple[str, ...]:
    ids = [context.names.of(name, context.scope) for name in found.who]
    return tuple(sorted(set(ids))) if isinstance(claim, Contact) else tuple(ids)


def _texts(claim: Claim) -> tuple[str | None, str | None, str | None]:
    match claim:
        case Position():
            return claim.voice, claim.proposition, claim.issue
        case Contact():
            place = " ".join(sorted(content(claim.place))) if claim.place else None
            return group_of(claim.kind), place, None
    return None, None, None


def _condition(claim: Claim) -> str | None:
    words = condition_of(claim)
    if not words:
        return None
    return ("not " if negated(words) else "") + " ".join(sorted(content(words)))


def _is_told_as_old(claim: Claim) -> bool:
    words = claim.firmness if isinstance(claim, Position) else None
    return bool(words) and not _OLD_WORDS.isdisjoint((words or "").lower().split())


def _authority(claim: Claim, context: Context) -> Authority | None:
    speaker = context.actors.get(claim.reported_by)
    return speaker.authority if speaker else None
