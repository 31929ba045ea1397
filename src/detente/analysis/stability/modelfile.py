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
wants = ["not vote", "pay if leave"] # first things first; or order = ["YN", ["NN", "NY"], "YY"]

Or drawn, without options:

states = ["peace", "truce", "war"]
status_quo = "truce"

[[party]]
name = "Norland"
moves = [["truce", "war"], ["truce", "peace"]]
order = ["peace", ["truce", "war"]]  # the best first, ties in brackets
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from detente.analysis.stability.forms import Form, GraphForm, Mover, OptionForm
from detente.analysis.stability.formulas import check_statements
from detente.analysis.stability.options import Chooser, Option, check_names, read_order
from detente.analysis.stability.solving import Answers
from detente.model.errors import InputError, UnknownName

_KEYS = frozenset({"title", "status_quo", "coalitions", "answers", "party"})
_PARTY = frozenset({"name", "source", "order"})
# What the two forms have besides.
_OPTIONS, _OPTIONS_PARTY = frozenset({"never"}), frozenset({"options", "irreversible", "wants"})
_GRAPH, _GRAPH_PARTY = frozenset({"states"}), frozenset({"moves"})
_ANSWERS: tuple[Answers, ...] = ("sequences", "one_move")


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A conflict. parties: Their names. sources: Whose judgement each one's preferences are."""

    title: str
    form: Form
    sources: tuple[str, ...]
    coalitions: tuple[tuple[str, ...], ...] = ()
    answers: Answers = "sequences"
    parties: tuple[str, ...] = ()


def read_model(text: str) -> Model:
    """Return the model that a TOML text writes down.

    Errors: InputError for what is no such text, says what and where; UnknownName.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"the model is no TOML: {error}") from error
    drawn = "states" in values
    _check_keys("the model", values, _KEYS | (_GRAPH if drawn else _OPTIONS))
    parties = values.get("party", [])
    if not isinstance(parties, list) or len(parties) < 2:
        raise InputError("a model needs two parties or more; write a [[party]] for each")
    own = _PARTY | (_GRAPH_PARTY if drawn else _OPTIONS_PARTY)
    names = [_name(number, party, own) for number, party in enumerate(parties, 1)]
    if len(set(names)) < len(names):
        raise InputError("two parties have one name; give each a name of its own")
    answers = values.get("answers", "sequences")
    if answers not in _ANSWERS:
        raise UnknownName("kind of answers", str(answers), _ANSWERS)
    form: Form = _graph_form(values) if drawn else _option_form(values)
    return Model(
        title=str(values.get("title", "A conflict")),
        form=form,
        parties=tuple(names),
        sources=tuple(str(party.get("source", "the desk")) for party in parties),
        coalitions=tuple(
            _known("party", _texts("coalitions", one), names)
            for one in values.get("coalitions", [])
        ),
        answers=answers,
    )


def _name(number: int, party: Any, known: frozenset[str]) -> str:
    if not isinstance(party, dict) or not isinstance(party.get("name"), str):
        raise InputError(f'party {number} has no name; write name = "…"')
    _check_keys(f"party {party['name']!r}", party, known)
    return str(party["name"])


def _option_form(values: dict[str, Any]) -> OptionForm:
    choosers = tuple(map(_chooser, values["party"]))
    options = [option.name for chooser in choosers for option in chooser.options]
    check_names(options)
    for chooser in choosers:
        check_statements(chooser.wants, options, f"party {chooser.name!r}")
    status = values.get("status_quo")
    return OptionForm(
        choosers=choosers,
        never=_texts("never", values.get("never", [])),
        status_quo=None
        if status is None
        else _known("option", _texts("status_quo", status), options),
    )


def _chooser(party: dict[str, Any]) -> Chooser:
    where = f"party {party['name']!r}"
    options = _texts(f"options of {where}", party.get("options", []))
    fixed = _known("option", _texts("irreversible", party.get("irreversible", [])), options)
    wants = _texts(f"wants of {where}", party.get("wants", []))
    order = _order(where, party.get("order", []))
    if wants and order:
        raise InputError(f"{where} has both 'wants' and 'order'; leave one out")
    return Chooser(
        name=party["name"],
        options=tuple(Option(name, name in fixed) for name in options),
        wants=wants,
        order=order,
    )


def _graph_form(values: dict[str, Any]) -> GraphForm:
    states = _texts("states", values["states"])
    if len(set(states)) < len(states) or len(states) < 2:
        raise InputError("a drawn model needs two states or more, each with a name of its own")
    status = values.get("status_quo")
    if status is not None and status not in states:
        raise UnknownName("state", str(status), states)
    return GraphForm(
        movers=tuple(_mover(party, states) for party in values["party"]),
        states=states,
        status_quo=None if status is None else states.index(status),
    )


def _mover(party: dict[str, Any], states: Sequence[str]) -> Mover:
    where = f"party {party['name']!r}"
    moves = party.get("moves", [])
    if not isinstance(moves, list):
        raise InputError(f'moves of {where} are no list; write them as [["from", "to"], …]')
    order = _order(where, party.get("order", []))
    return Mover(
        name=party["name"],
        moves=tuple(_move(where, move, states) for move in moves),
        order=read_order(where, order, states),
    )


def _move(where: str, move: Any, states: Sequence[str]) -> tuple[int, int]:
    ends = _known("state", _texts(f"a move of {where}", move), states)
    if len(ends) != 2 or ends[0] == ends[1]:
        raise InputError(f"move {list(ends)} of {where} does not lead from one state to another")
    return states.index(ends[0]), states.index(ends[1])


def _order(where: str, value: Any) -> tuple[tuple[str, ...], ...]:
    """Return groups of states, the best first: a text is a group of one."""
    if not isinstance(value, list):
        raise InputError(f'order of {where} is no list; write it as ["best", ["tied", "tied"]]')
    return tuple(
        _texts(f"order of {where}", [group] if isinstance(group, str) else group)
        for group in value
    )


def _texts(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InputError(f'{name} is no list of texts; write it as ["…", "…"]')
    return tuple(value)


def _known(kind: str, names: tuple[str, ...], known: Sequence[str]) -> tuple[str, ...]:
    for name in names:
        if name not in known:
            raise UnknownName(kind, name, known)
    return names


def _check_keys(where: str, values: dict[str, Any], known: frozenset[str]) -> None:
    for key in values:
        if key not in known:
            raise UnknownName(f"key of {where}", key, sorted(known))
