"""Offices that name no state: whose minister "the finance minister" is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.readings.names.lexicon import words
from detente.readings.names.mentions import Mention
from detente.readings.names.parties import Party
from detente.readings.names.roles import Role
from detente.readings.nlp import Parse
from detente.readings.rules import shipped_lists

# An adjective of a state has more letters: "Dutch" is listed, "Chef" is none.
_SHORT = 5
_ACTS = frozenset({"nsubj", "nsubjpass", "poss", "agent"})
# A state that a text tells so often before an office is what it is about, whatever it does.
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class Scene:
    """What is looked at for an office that names no state."""

    parse: Parse
    mentions: Sequence[Mention]
    parties: Sequence[Party]
    home: str | None


def state_of_office(scene: Scene, party: Party) -> str | None:
    """Return the state of an office that names none, where the text leaves one choice."""
    tokens = scene.parse.tokens
    for role in party.roles:
        head = tokens[role.head].lower
        said = [t.lower for t in tokens[role.span.start : role.span.end]]
        if "country" in said and (near := _state_before(scene, role.span.start)):
            return near
        if _is_of_unknown(scene.parse, role) or _is_of_another(scene, role):
            continue
        if _is_governing(said, head):
            near = _state_around(scene, role) or _only_state(scene, role)
            if near:
                return near
        if head not in words("titles", "state_offices"):
            continue
        if scene.home not in (None, "United States") and is_at_home(scene):
            return scene.home
        if "minister" not in said and _is_american(scene, party, said):
            return "United States"
    return None


def _is_of_unknown(parse: Parse, role: Role) -> bool:
    """Whether an office says whose it is, of a state that is not known: "Kestish minister"."""
    endings = tuple(shipped_lists("places")["adjective_endings"])
    plain = words("titles", "portfolios", "modifiers", "heads", "affairs", "former")
    ahead = parse.tokens[role.span.start : role.head]
    own = (t for t in ahead if t.text.istitle() and t.lower not in plain)
    return any(t.lower.endswith(endings) and len(t.text) > _SHORT for t in own)


def _is_of_another(scene: Scene, role: Role) -> bool:
    """Whether the words behind a name say whose it is: "Prime Minister Jane Roe of Kestland"."""
    of = scene.mentions[role.person].end
    known = any(m.start == of + 1 for m in scene.mentions)
    return known and scene.parse.tokens[of].lower == "of"


def _is_governing(said: Sequence[str], head: str) -> bool:
    """Whether an office is one of a government, whatever country: "its finance minister"."""
    if head in words("titles", "private", "houses", "advisers"):
        return False
    ministry = {"ministry", "government", "cabinet", "its"} & set(said)
    return head in ("minister", "premier") or bool(ministry)


def _state_around(scene: Scene, role: Role) -> str | None:
    """Return the one state that acts in the sentence before an office, or in the one before it.

    As in "Norway refused. The finance minister, Clara Roe, said…"; None where two states act, by
    themselves or by those who act for them.
    """
    tokens = scene.parse.tokens
    number = tokens[role.head].sentence
    acting = list(_acting(scene, role.span.start))
    for sentence in (number, number - 1):
        near = {state for state, i in acting if tokens[i].sentence == sentence}
        if near:
            return near.pop() if len(near) == 1 else None
    return None


def _acting(scene: Scene, stop: int) -> Iterator[tuple[str, int]]:
    """Yield the states that do something before a token, with the token of who does it."""
    states = {p.name for p in scene.parties if p.kind == "state"}
    houses = {
        i
        for m in scene.mentions
        if m.kind in ("organisation", "none")
        for i in range(m.start, m.end)
    }
    for party in scene.parties:
        state = party.name if party.kind == "state" else party.acts_for
        if state is None or state not in states:
            continue
        for k in party.mentions:
            token = scene.parse.tokens[scene.mentions[k].end - 1]
            tells_home = token.dep == "poss" and token.head in houses  # "Norway's Fjordline"
            if token.i < stop and token.dep in _ACTS and not tells_home:
                yield state, token.i


def _only_state(scene: Scene, role: Role) -> str | None:
    """Return the one state that a text names at all; None if the office says whose it is.

    It has to be what the text is about so far: a state that is only dealt with, or named further
    down, may as well be the other side.
    """
    names = {i for m in scene.mentions for i in range(m.start, m.end)}
    if names & set(range(role.head + 1, role.span.end)):
        return None  # "minister of Kestland", of which nothing tells that it is a state
    states = [p for p in scene.parties if p.kind == "state"]
    if len(states) != 1:
        return None
    start = role.span.start
    told = sum(scene.mentions[k].start < start for k in states[0].mentions)
    about = told >= _OFTEN or any(True for _ in _acting(scene, start))
    return states[0].name if about else None


def _state_before(scene: Scene, i: int) -> str | None:
    """Return the state last named before a token, or None."""
    before = [
        (scene.mentions[k].start, p.name)
        for p in scene.parties
        if p.kind == "state"
        for k in p.mentions
        if scene.mentions[k].start < i
    ]
    return max(before)[1] if before else None


def is_at_home(scene: Scene) -> bool:
    """Whether an office in a dispatch is of the state where it was filed: the text names it."""
    return any(p.name == scene.home for p in scene.parties if p.kind == "state")


def _is_american(scene: Scene, party: Party, said: Sequence[str]) -> bool:
    """Whether an office without a state is American: the outlet's home, in its own words.

    "Secretary of State" and the like are. So is a president of an "administration", and one who
    alone is called so where no other state is in sight.
    """
    names = {p.name for p in scene.parties}
    if not names & {"United States", "White House"}:
        return False
    if set(said) & words("titles", "american"):
        return True
    if "president" not in said:
        return "secretary" in said and "of" in said
    surname = party.name.split()[-1]
    if any(n.endswith(" administration") and surname in n.split() for n in names):
        return True
    bare = [
        p
        for p in scene.parties
        if p.kind == "person"
        and p.acts_for is None
        and any(scene.parse.tokens[r.head].lower == "president" for r in p.roles)
    ]
    taken = any(
        p.acts_for == "United States" and "president" in r.text(scene.parse).lower().split()
        for p in scene.parties
        for r in p.roles
        if p.kind == "person"
    )
    if taken:
        return False
    if bare != [party]:
        return False
    if not any(_is_clean(scene, r) for r in party.roles):
        return False
    american = "White House" in names or any(n.endswith(" administration") for n in names)
    return american or any(p.acts_for == "United States" for p in scene.parties)


def _is_clean(scene: Scene, role: Role) -> bool:
    """Whether a sentence names no other state before an office: "Varland… President Roe"."""
    tokens = scene.parse.tokens
    first = scene.parse.sentences[tokens[role.head].sentence].start
    return not any(
        first <= scene.mentions[i].start < role.head
        for p in scene.parties
        if p.kind == "state" and p.name != "United States"
        for i in p.mentions
    )
