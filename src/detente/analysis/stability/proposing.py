"""propose(): a model begun from the record, for the desk to complete. It infers no preference."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from detente.analysis.assuming import left_out, told
from detente.analysis.paths import stance_text
from detente.analysis.stability.finding import stability
from detente.analysis.stability.formulas import check_statements
from detente.analysis.stability.modelfile import Model, read_model
from detente.model.assumptions import Assumption
from detente.model.errors import InputError
from detente.model.findings import Finding, Row
from detente.model.snapshot import Held, Party, Snapshot

_HEAD = """\
# Begun from the record as of {day}; complete it, then: detente analyse stability --model FILE
# Options are what a party can do or leave. The record says what parties said, not what they can
# do: keep under each party the options that are its own to take, and give each a short name.
# Preferences are yours or a named source's: nothing in the record says them, and none is inferred.
title = "Begun from the record"
# status_quo = []  # the options that are taken today
never = []  # what cannot be together: "stay and leave"
"""
_NOBODY = """\
# No party takes a stance in the record yet: add reports with 'detente add', say which moves are
# open to whom with 'detente assume move', or write a block for each party here.
"""
_EMPTY = """\
# The record holds no report up to that day; add some with 'detente add'.
"""
_ASSUMED_HEAD = """\
# What the desk assumes as of {day} (detente assume list): no report says it.
title = "As the desk assumes"
status_quo = {today}
never = []  # what cannot be together: "stay and leave"
"""
_NO_MOVE = (
    "the desk has not said yet which moves are open to whom; say so of two parties or more with "
    "'detente assume move PARTY MOVE --why TEXT', and what each wants with 'detente assume wants'"
)


def propose(snapshot: Snapshot) -> str:
    """Return the text of a model file.

    Of what the desk assumes where it says which moves are open to whom; the other parties stand
    there as a remark. Else of what parties speak of, as options, without preferences.
    """
    day = snapshot.as_of.isoformat()
    moves = [one for one in snapshot.assumptions if one.kind == "move"]
    empty = "" if snapshot.coverage.reports else _EMPTY
    if not moves:
        blocks = ["\n".join(_spoken(p.name, held)) + "\n" for p, held in _held(snapshot)]
        return "\n".join([empty + _HEAD.format(day=day), *(blocks or [_NOBODY])])
    today = _texts([one.text for one in moves if one.today])
    parts = [empty + _ASSUMED_HEAD.format(day=day, today=today)]
    parts += ["\n".join(_assumed(snapshot, party, moves)) + "\n" for party in _movers(moves)]
    movers = set(_movers(moves))
    rest = [_remark(party.name, held) for party, held in _held(snapshot) if party.id not in movers]
    return "\n".join([*parts, *rest])


def begun(snapshot: Snapshot) -> Finding:
    """Return of what a model may be begun: moves that the desk assumes, what parties speak of.

    It is no model, for nobody has said what anybody prefers: nothing is solved.
    """
    names = {one.id: one.name for one in snapshot.parties}
    moves = [one for one in snapshot.assumptions if one.kind == "move"]
    open_ = "open to it, as the desk assumes"
    rows = [
        Row(cells=(names.get(str(m.party), str(m.party)), m.text, open_), assumed=(m.id,))
        for m in moves
    ]
    rows += [
        Row(cells=(party.name, text, stance_text(one.position)), basis=(one.entry.id,))
        for party, held in _held(snapshot)
        for text, one in held
    ]
    return Finding(
        method="stability",
        title="Stability: no model yet",
        columns=("party", "what it may do or speaks of", "how"),
        rows=tuple(rows),
        caveats=(
            "There is no model yet, so nothing is solved: 'detente analyse stability -o FILE' "
            "writes one to complete from this, then: detente analyse stability --model FILE.",
            "Preferences are yours or a named source's: nothing in the record says them, and none "
            "is inferred.",
            *left_out(snapshot),
        ),
        assumed=told(snapshot, [one.id for one in moves]),
    )


def assumed_stability(snapshot: Snapshot) -> Finding:
    """Return the stability of the model that the desk's assumptions make.

    Errors: InputError if they make none, as far as it is known what is missing.
    """
    if len(_movers([one for one in snapshot.assumptions if one.kind == "move"])) < 2:
        raise InputError("; ".join((_NO_MOVE, *left_out(snapshot))).removesuffix("."))
    found = stability(read_model(propose(snapshot)))
    used = [a.id for a in snapshot.assumptions if a.kind in ("move", "wants")]
    return Finding(
        method=found.method,
        title=found.title,
        columns=found.columns,
        rows=found.rows,
        caveats=found.caveats,
        assumed=told(snapshot, used),
    )


def strangers(model: Model, snapshot: Snapshot) -> tuple[str, ...]:
    """Say which parties of a model the record does not know, if any."""
    known = {name.casefold() for party in snapshot.parties for name in (party.name, *party.names)}
    new = [name for name in model.parties if name.casefold() not in known]
    if not new:
        return ()
    who = f"{new[0]} is" if len(new) == 1 else f"{', '.join(new)} are"
    day = snapshot.as_of.isoformat()
    return (
        f"{who} not in the record as of {day}: no report up to {snapshot.up_to} names such a "
        "party, unless under another name.",
    )


def check_wants(
    assumptions: Sequence[Assumption], statements: Sequence[str], party: str = ""
) -> None:
    """Make sure that wishes are about moves that the desk said are open, and can be met.

    party: Whose they are. Errors: InputError.
    """
    moves = [one.text for one in assumptions if one.kind == "move"]
    if not moves:
        raise InputError(_NO_MOVE)
    check_statements(statements, moves, party)


def _held(snapshot: Snapshot) -> Iterator[tuple[Party, list[tuple[str, Held]]]]:
    """Yield parties with what they take a stance on in their own voice."""
    texts = snapshot.proposition_texts
    for party in snapshot.parties:
        held = [
            (texts.get(s.proposition, s.proposition), s.own[0])
            for s in snapshot.standings
            if s.party == party.id and s.own and not s.mixed
        ]
        if held:
            yield party, held


def _spoken(name: str, held: list[tuple[str, Held]]) -> Iterator[str]:
    yield "[[party]]"
    yield f"name = {_quoted(name)}"
    yield 'source = "the desk"'
    yield "options = ["
    for text, one in held:
        yield f"  {_quoted(text)},  # {stance_text(one.position)}, entry {one.entry.id}"
    yield "]"
    yield "wants = []  # first things first, over these options"


def _remark(name: str, held: list[tuple[str, Held]]) -> str:
    spoken = "; ".join(" ".join(text.split()) for text, _ in held)
    return f"# Not in the model: {' '.join(name.split())}, who speaks of: {spoken}"


def _movers(moves: Sequence[Assumption]) -> list[str]:
    return list(dict.fromkeys(str(one.party) for one in moves))


def _assumed(snapshot: Snapshot, party: str, moves: Sequence[Assumption]) -> Iterator[str]:
    names = {one.id: one.name for one in snapshot.parties}
    own = [one for one in moves if one.party == party]
    wants = [a for a in snapshot.assumptions if a.kind == "wants" and a.party == party]
    source = "; ".join(dict.fromkeys(one.whose for one in wants)) or "the desk"
    yield "[[party]]"
    yield f"name = {_quoted(names.get(party, party))}"
    yield f"source = {_quoted(source)}"
    yield f"options = {_texts([one.text for one in own])}"
    yield f"irreversible = {_texts([one.text for one in own if one.once])}"
    statements = [group[0] for one in wants for group in one.items]
    more = "" if statements else "  # first things first, over all options"
    yield f"wants = {_texts(statements)}{more}"


def _texts(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    """Return a text as TOML writes it, on one line."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
