"""How a commitment stands, in words: what somebody alleges is never said as what is so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from detente.model.actors import NARRATOR
from detente.model.claims import Compliance
from detente.model.owed import Account, Clue, Clues, Owed, OwedState, Side
from detente.model.snapshot import Snapshot
from detente.model.vocabulary import Act
from detente.views.phrases import (
    base_text,
    date_text,
    days_text,
    enumerate_names,
    name_text,
    owing_text,
    quote,
)
from detente.views.words import ACTS, commitment_text

CAVEATS = (
    "An alleged violation is somebody's word. It is called confirmed only where somebody who "
    "checked says so.",
    "Where no account was found nothing follows: neither that it was kept nor that it was not.",
)
# What a row is called in short, by how it stands.
STATES: dict[OwedState, str] = {
    "not_due": "not yet due",
    "no_day": "no due day named",
    "untested": "overdue, no account found",
    "kept": "said to be kept",
    "late": "said to be late",
    "suspended": "said to be suspended",
    "alleged": "violation alleged",
    "disputed": "disputed",
    "not_confirmed": "checked, not confirmed",
    "found": "monitors differ",
}
# What a monitor confirmed, in a word: the finding, not that all is well.
CONFIRMED: dict[Act, str] = {
    "fulfilled": "monitor: kept",
    "delayed": "monitor: late",
    "violated": "monitor: not kept",
    "suspended": "monitor: suspended",
    "disputed": "monitor: accounts differ",
}
_ACTS = {
    "fulfilled": "that it was kept",
    "delayed": "a delay",
    "violated": "a violation",
    "suspended": "that it is suspended",
    "disputed": "that accounts differ",
}
# How who tells of it is said to tell it, where that is not "says that it …".
_TELLS: dict[Act, str] = {"violated": "alleges a violation", "delayed": "tells of a delay"}
# What who tells it says that it is; of a violation nobody is said to say so.
_SAID = {act: word for act, word in ACTS.items() if act != "violated"}
# The act by which it stands so.
_ACT_OF: dict[OwedState, Act] = {"kept": "fulfilled", "late": "delayed", "suspended": "suspended"}
# How a sentence begins where nothing is told.
_UNTOLD: dict[OwedState, str] = {
    "untested": "overdue",
    "not_due": "not yet due",
    "no_day": "no due day named",
}
_HEADS: dict[Side, str] = {
    "own": "who owes it",
    "counterpart": "the other side",
    "monitor": "who checks",
    "other": "others",
}


def owed_text(one: Owed, *others: Owed) -> str:
    """Return what is owed, in one line, without when and how it stands.

    others: Rows of who owes the same by the same sentence; who else does is named in brackets.
    """
    owing = (
        {name for row in (one, *others) for name in (row.by, row.claim.by)} if others else set()
    )
    claim = replace(one.claim, to=tuple(name for name in one.claim.to if name not in owing))
    who = _names_of(one, *others)
    return commitment_text(claim, who).replace(owing_text(who), _owing(one, *others), 1)


def due_text(one: Owed) -> str:
    """Return when it is due: "due 8 May 2026", "no due day named"; one that cannot be is said."""
    if one.due is not None:
        return f"due {days_text(one.due)}"
    if one.claim.days is not None:
        return f"no day that can be: read as {days_text(one.claim.days)}"
    return f"due {quote(one.claim.date_text)}" if one.claim.date_text else "no due day named"


def state_text(one: Owed, snapshot: Snapshot) -> str:
    """Return how it stands by what is told of it, in words, with who tells it."""
    if not one.told:
        nothing = f"no account found in {base_text(snapshot)}"
        return f"{_UNTOLD.get(one.state, '')}; {nothing}".removeprefix("; ")
    said = _state(one)
    checked = _not_confirmed(one) if one.state not in ("found", "not_confirmed") else ""
    text = "; ".join(filter(None, [said, checked]))
    return text if one.state_sure else f"possibly: {text}"


def short_text(one: Owed) -> str:
    """Return how it stands in short, "" where `state_text` has these words already."""
    if _says_so(one):
        return ""
    act = finding_of(one)
    return STATES[one.state] if act is None else CONFIRMED[act]


def finding_of(one: Owed) -> Act | None:
    """Return what those who checked confirmed; None if nobody did, or if their findings differ.

    What was found late, and then to be done, was late.
    """
    acts = {t.claim.act for t in _findings(one)} if one.state == "found" else set()
    if acts == {"delayed", "fulfilled"}:
        return "delayed"
    return acts.pop() if len(acts) == 1 else None


def _says_so(one: Owed) -> bool:
    if one.state == "late":  # what was done late is said to be done
        return any(t.claim.act == "delayed" for t in _accounts(one))
    if one.state == "disputed":
        return any(t.claim.act == "disputed" and t.teller for t in _accounts(one))
    return one.state in _UNTOLD or one.state in _ACT_OF


def stands_text(one: Owed, snapshot: Snapshot, *others: Owed) -> str:
    """Return what is owed, then how it stands, without the day: that is at the line's head.

    others: Rows of who owes the same by the same sentence, and stands alike.
    """
    return f"{owed_text(one, *others).rstrip('.')}. {short_state_text(one, snapshot)}"


def short_state_text(one: Owed, snapshot: Snapshot) -> str:
    """Return how it stands as a sentence, without the day."""
    return capital(state_text(one, snapshot).removeprefix(f"{due_text(one)}; "))


def are_untold(rows: Sequence[Owed]) -> bool:
    """Whether nothing is told of any of these rows, nor perhaps told."""
    return not any(one.told or one.perhaps for one in rows)


def beneath_text(one: Owed, snapshot: Snapshot) -> str:
    """Return who owes it and how it stands, for a line beneath one that says what and when."""
    owing = _owing(one)
    terms = owed_text(one).removeprefix(owing).replace(f": {one.claim.what}", "", 1)
    condition = one.claim.condition
    if condition and condition not in terms:  # it stood within what is owed
        terms += f"; condition: {quote(condition)}"
    return f"{owing} it{terms.rstrip('.')}. {short_state_text(one, snapshot)}"


def _owing(one: Owed, *others: Owed) -> str:
    """Return who owes with its verb; in brackets who else does, but is of none of these rows."""
    who, told = _names_of(one, *others), {row.by for row in (one, *others)}
    rest = tuple(name for name in one.owed_with if name not in told)
    said = f"{who} owe" if others else owing_text(who)
    return said.replace(who, f"{who} (with {_names(rest)})", 1) if rest else said


def _names_of(*rows: Owed) -> str:
    return enumerate_names(tuple(name_text(r.by) if r.by else "not said who" for r in rows))


def told_text(one: Account) -> str:
    """Return one account in words: who says what, then the sentence's own words."""
    return f"{_account(one)}: {quote(one.claim.main.text)}"


def clue_text(one: Clue) -> str:
    """Return a sentence that speaks of something, with where it stands."""
    return f"{quote(one.words.text)} ({one.outlet}, {date_text(one.published)})"


def clues_text(found: Clues) -> str:
    """Return how many sentences speak of something, and that they are no accounts."""
    many = f"{found.total} later sentence{'s speak' if found.total > 1 else ' speaks'} of it"
    newest = f", the newest {len(found.newest)}" if len(found.newest) < found.total else ""
    return f"{many}, read as no account{newest}"


def capital(text: str) -> str:
    """Return words as they begin a sentence; what follows stays as it is."""
    return text[:1].upper() + text[1:]


def told_head(one: Account) -> str:
    """Return what stands before an account: whose word it is, or that it is only perhaps of it."""
    if one.link == "perhaps":
        return "perhaps"
    return f"{_HEADS[one.side]}{', pinned by the desk' if one.link == 'pinned' else ''}"


def _account(one: Account) -> str:
    claim, day = one.claim, date_text(one.published)
    if claim.finding:
        who = _monitor(claim)
        verb = "confirmed" if claim.finding == "confirmed" else "could not confirm"
        return f"{who} {verb} {_ACTS[claim.act]} ({day})"
    if one.teller is None:
        return f"{_denied(claim) or 'nobody named says so'} ({day})"
    who = _teller(one)
    verb = _TELLS.get(claim.act, f"says {_ACTS[claim.act]}")
    return "; ".join(filter(None, [f"{who} {verb} ({day})", _denied(claim)]))


def _denied(claim: Compliance) -> str:
    return _deny(claim.denied_by, _ACTS[claim.act])


def _deny(names: Sequence[str], what: str) -> str:
    """Return that some deny something, "" for nobody."""
    return f"{_names(names)} den{'ies' if len(names) == 1 else 'y'} {what}" if names else ""


def _accounts(one: Owed) -> list[Account]:
    """The accounts that count, without what those who checked found."""
    return [told for told in one.latest if told.claim.finding is None]


def _findings(one: Owed) -> list[Account]:
    return [told for told in one.latest if told.claim.finding == "confirmed"]


def _state(one: Owed) -> str:
    if one.state == "found":
        found = (told.claim for told in _findings(one))
        return "; ".join(f"{_monitor(claim)} confirmed {_ACTS[claim.act]}" for claim in found)
    if one.state == "not_confirmed":
        return _not_confirmed(one)
    accounts = _accounts(one)
    if one.state in ("alleged", "disputed"):
        return _disputed(accounts, one.state)
    tellers = [t for t in accounts if t.claim.act == _ACT_OF[one.state]] or accounts
    how: str = one.state
    done = [t for t in accounts if t.claim.act == "fulfilled"]
    after = f"; said to be done since by {_tellers(done)}" if one.state == "late" and done else ""
    if one.state == "late" and tellers == done:
        after = ", after its day"
        how = "done"
    return f"said to be {how} by {_tellers(tellers)}{after}"


def _disputed(accounts: Sequence[Account], state: OwedState) -> str:
    parts = []
    alleged = [t for t in accounts if t.claim.act == "violated" and t.teller]
    if alleged:
        many = len({_teller(t) for t in alleged}) > 1
        parts.append(f"{_tellers(alleged)} allege{'' if many else 's'} a violation")
    denying = tuple(dict.fromkeys(n for t in accounts for n in t.claim.denied_by))
    if denying:
        parts.append(_deny(denying, "it" if alleged else _ACTS[accounts[-1].claim.act]))
    for act, word in _SAID.items():
        tellers = [t for t in accounts if t.claim.act == act and t.teller]
        if tellers:
            parts.append(f"said to be {word} by {_tellers(tellers)}")
    if state == "alleged":
        parts.append("no denial found")
    return "; ".join(parts) or "accounts differ"


def _not_confirmed(one: Owed) -> str:
    open_ = [t for t in one.latest if t.claim.finding == "not_confirmed"]
    by_monitor: dict[str, list[str]] = {}
    for told in open_:
        by_monitor.setdefault(_monitor(told.claim), []).append(_ACTS[told.claim.act])
    return "; ".join(
        f"{who} could not confirm {' or '.join(dict.fromkeys(what))}"
        for who, what in by_monitor.items()
    )


def _monitor(claim: Compliance) -> str:
    return name_text(claim.monitor or claim.told_by or NARRATOR)


def _teller(one: Account) -> str:
    if one.teller is None:
        return "nobody named"
    name = name_text(one.teller)
    acts_for = one.party if one.party and one.party != one.teller else None
    return f"{name} ({acts_for})" if acts_for else name


def _tellers(told: Iterable[Account]) -> str:
    return enumerate_names(tuple(dict.fromkeys(map(_teller, told))))


def _names(names: Iterable[str]) -> str:
    return enumerate_names(tuple(map(name_text, names)))
