"""Model: a conflict as the desk writes it down, in TOML.

title = "The strip"
status_quo = ["stay"]                # options that are taken today
never = ["stay and leave"]           # what cannot be together
coalitions = [["Norland", "Halmar"]] # asked about beside each party alone
answers = "sequences"                # or "one_move"

[[party]]
name = "Norland"
source = "the desk, 3 March"         # whose judgement the preferences are
options = ["stay", "pay"]
irreversible = ["pay"]
wants = ["not vote", "pay if leave"] # first things first
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import Any

from detente.analysis.stability.options import Chooser, Option
from detente.analysis.stability.solving import Answers
from detente.model.errors import InputError, UnknownName

_KEYS = frozenset({"title", "status_quo", "never", "coalitions", "answers", "party"})
_PARTY = frozenset({"name", "source", "options", "irreversible", "wants"})
_ANSWERS: tuple[Answers, ...] = ("sequences", "one_move")


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A conflict. sources: Whose judgement each party's preferences are, in their order.

    status_quo: Names of options that are taken today; None if nobody said.
    """

    title: str
    choosers: tuple[Chooser, ...]
    sources: tuple[str, ...]
    never: tuple[str, ...] = ()
    status_quo: tuple[str, ...] | None = None
    coalitions: tuple[tuple[str, ...], ...] = ()
    answers: Answers = "sequences"


def read_model(text: str) -> Model:
    """Return the model that a TOML text writes down.

    Errors: InputError for what is no such text, says what and where; UnknownName.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"the model is no TOML: {error}") from error
    _check_keys("the model", values, _KEYS)
    parties = values.get("party", [])
    if not isinstance(parties, list) or len(parties) < 2:
        raise InputError("a model needs two parties or more; write a [[party]] for each")
    choosers = tuple(_chooser(number, party) for number, party in enumerate(parties, 1))
    names = [chooser.name for chooser in choosers]
    if len(set(names)) < len(names):
        raise InputError("two parties have one name; give each a name of its own")
    answers = values.get("answers", "sequences")
    if answers not in _ANSWERS:
        raise UnknownName("kind of answers", str(answers), _ANSWERS)
    options = [option.name for chooser in choosers for option in chooser.options]
    status = values.get("status_quo")
    return Model(
        title=str(values.get("title", "A conflict")),
        choosers=choosers,
        sources=tuple(str(party.get("source", "the desk")) for party in parties),
        never=_texts("never", values.get("never", [])),
        status_quo=None
        if status is None
        else _known("option", _texts("status_quo", status), options),
        coalitions=tuple(
            _known("party", _texts("coalitions", one), names)
            for one in values.get("coalitions", [])
        ),
        answers=answers,
    )


def _chooser(number: int, party: Any) -> Chooser:
    where = f"party {number}"
    if not isinstance(party, dict) or not isinstance(party.get("name"), str):
        raise InputError(f'{where} has no name; write name = "…"')
    where = f"party {party['name']!r}"
    _check_keys(where, party, _PARTY)
    options = _texts(f"options of {where}", party.get("options", []))
    fixed = _known("option", _texts("irreversible", party.get("irreversible", [])), options)
    wants = _texts(f"wants of {where}", party.get("wants", []))
    for want in wants:
        if f"not {want}" in wants or f"not ({want})" in wants:
            raise InputError(f"{where} wants {want!r} and its opposite; leave one out")
    return Chooser(
        name=party["name"],
        options=tuple(Option(name, name in fixed) for name in options),
        wants=wants,
    )


def _texts(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InputError(f'{name} is no list of texts; write it as ["…", "…"]')
    return tuple(value)


def _known(
    kind: str, names: tuple[str, ...], known: list[str] | tuple[str, ...]
) -> tuple[str, ...]:
    for name in names:
        if name not in known:
            raise UnknownName(kind, name, known)
    return names


def _check_keys(where: str, values: dict[str, Any], known: frozenset[str]) -> None:
    for key in values:
        if key not in known:
            raise UnknownName(f"key of {where}", key, sorted(known))
