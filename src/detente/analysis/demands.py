"""Demands: what parties ask for in their own voice, as clauses that can be solved.

What a record holds says less than logic would like, so the reading of it is kept plain: who
demands, proposes or offers a proposition asks that it hold; who rejects it asks that it does not;
who accepts it on a condition asks that it hold only if the condition does. Accepting asks nothing.
A refusal while something lasts stands today, whatever would end it. Who will do one thing only
after another asks that the other come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations

from detente.analysis.alike import Names, alike, thing_of
from detente.analysis.bounds import exclude
from detente.analysis.covering import covered
from detente.analysis.minimal import Clause
from detente.analysis.orders import SAME, Orders
from detente.analysis.paths import ASKING, Voices, party_standings, stance_text
from detente.analysis.quantities import Quantity, quantities
from detente.model.bags import bag
from detente.model.claims import Position, Relation
from detente.model.snapshot import Entry, Held, Snapshot, Standing
from detente.model.terms import terms

# A refusal "while troops remain" or "until they leave" stands today: what would end it is among
# its words. A refusal "if" something happens does not.
_TODAY = ("while", "as long as", "so long as", "until", "unless", "without", "before")
_UNLESS = ("unless", "until", "without", "as long as", "if not")


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What one party asks for, and the entry that says so.

    words: In a sentence form: "Norland demands: all forces leave". issue, proposition: Ids of what
    it is on, None for orders.
    clauses: As `minimal_sets` takes them. red_line: Whether it was called one.
    moved: Whether its party has held another stance on the same proposition before.
    """

    party: str
    words: str
    issue: str | None
    stance: str
    entry: Entry
    clauses: tuple[Clause, ...]
    proposition: str | None = None
    red_line: bool = False
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that is asked, and what holds in any case: one quantity has one value.

    quantities: Those that propositions put numbers to.
    """

    demands: tuple[Demand, ...]
    hard: tuple[Clause, ...]
    quantities: tuple[Quantity, ...] = ()


def asked_of(snapshot: Snapshot, voices: Voices = "own") -> Asked:
    """Return the demands of a snapshot: stances that are sure, and orders.

    voices: "own" for what a party says itself; "all" also counts, where it says nothing, what
    others say that it holds, the newest account. A party whose own signals are mixed takes no one
    side and asks nothing there.
    """
    made = _Maker(snapshot, voices)
    stances = tuple(made.stances())
    demands = [*stances, *(one for one in made.orders() if not _is_asked(one, stances))]
    hard = (*made.exclusions(), *made.order_rules())
    return Asked(tuple(demands), hard, made.quantities)


def counted(standing: Standing, voices: Voices) -> Held | None:
    """Return the stance that counts, None if there is none or its signals are mixed.

    What only takes back what was asked is none.
    """
    if standing.mixed or (not standing.own and voices == "own"):
        return None
    held = next(iter((*standing.own, *standing.others)), None)
    if held is None or (held.entry.kind in ASKING and held.withdraws):
        return None
    return held


def _is_asked(order: Demand, stances: Iterable[Demand]) -> bool:
    """Whether a party asks for an order by a stance, too: one sentence is no two demands.

    A stance that is not sure tells nothing of an order that is.
    """
    return any(
        one.party == order.party
        and set(order.clauses) <= set(one.clauses)
        and (one.entry.sure or not order.entry.sure)
        for one in stances
    )


def worded(held: Held, party: str, text: str) -> str:
    """Return a stance on a text in a sentence form: "possibly Norland offers: a vote (if …)"."""
    position = held.position
    tied = f" ({condition})" if (condition := terms(position)) else ""
    return f"{'' if held.entry.sure else 'possibly '}{party} {stance_text(position)}: {text}{tied}"


class _Maker:
    """Numbers propositions, conditions and orders, and makes clauses of them."""

    def __init__(self, snapshot: Snapshot, voices: Voices) -> None:
        self._snapshot = snapshot
        self._voices: Voices = voices
        self._names = snapshot.party_names
        self._parties = Names(self._names.values())
        self._texts = snapshot.proposition_texts
        self._options = {issue.id: issue.propositions for issue in snapshot.issues}
        self._variables: dict[str, int] = {}
        self._things = {key: thing_of(text, self._parties) for key, text in self._texts.items()}
        self._orders = Orders(snapshot, self._variable)
        self.quantities = tuple(chain.from_iterable(quantities(snapshot).values()))

    def stances(self) -> Iterator[Demand]:
        for standing in party_standings(self._snapshot):
            held = counted(standing, self._voices)
            if held is not None:
                clauses = self._clauses(standing, held.position)
                clauses += self._first(standing, held.position)
                clauses += tuple(self._covered(standing, held))
                if clauses:
                    yield self._demand(standing, held, clauses)

    def _demand(self, standing: Standing, held: Held, clauses: tuple[Clause, ...]) -> Demand:
        party = self._names.get(standing.party, standing.party)
        text = self._texts.get(standing.proposition, standing.proposition)
        return Demand(
            party=party,
            words=worded(held, party, text),
            issue=standing.issue,
            proposition=standing.proposition,
            stance=held.position.stance,
            entry=held.entry,
            clauses=clauses,
            red_line=held.position.level == "stated_red_line",
            moved=bool(standing.earlier) or held.position.move is not None,
        )

    def _clauses(self, standing: Standing, position: Position) -> tuple[Clause, ...]:
        it = self._variable(standing.proposition)
        condition = position.condition
        if position.stance == "conditionally_accepts":
            return ((-it, self._condition(condition)),) if condition else ()
        sign = it if position.stance in ASKING else -it if position.stance == "rejects" else 0
        if not sign:
            return ()
        if position.stance == "rejects" and condition and _stands_today(condition):
            return ((sign,),)
        return ((sign, -self._condition(condition)),) if condition else ((sign,),)

    def _first(self, standing: Standing, position: Position) -> tuple[Clause, ...]:
        """Return what a stance asks to come before what it is on, if anything."""
        text = self._texts.get(standing.proposition, standing.proposition)
        literal = self._orders.tied(position, text)
        return ((literal,),) if literal is not None else ()

    def _covered(self, standing: Standing, held: Held) -> Iterator[Clause]:
        """Yield that nothing holds that a refusal of any kind of a thing refuses, too."""
        options = self._options.get(standing.issue, ())
        for key in covered(standing, held, options, voices=self._voices):
            if key != standing.proposition:
                yield (-self._variable(key),)

    def _condition(self, words: str) -> int:
        """Return the literal of a condition: of the proposition that it is about, or its own."""
        sign = -1 if words.casefold().startswith(_UNLESS) else 1
        thing = thing_of(words, self._parties)
        near = {key: alike(thing, other) for key, other in self._things.items()}
        best = max(sorted(near), key=lambda key: near[key], default=None)
        if best is not None and near[best] >= SAME:
            return sign * self._variable(best)
        return sign * self._variable("if " + " ".join(sorted(bag(words))))

    def _variable(self, key: str) -> int:
        return self._variables.setdefault(key, len(self._variables) + 1)

    def exclusions(self) -> Iterator[Clause]:
        """Yield that no quantity has two values."""
        for quantity in self.quantities:
            for (one, mine), (other, theirs) in combinations(quantity.bounds.items(), 2):
                if exclude(mine, theirs):
                    yield (-self._variable(one), -self._variable(other))

    def orders(self) -> Iterator[Demand]:
        """Yield who asks that something come before something else."""
        for entry in self._snapshot.relations:
            claim = entry.claim
            if not isinstance(claim, Relation) or not (
                entry.sure or self._snapshot.counts_possible
            ):
                continue
            literal = self._orders.asked(claim)
            if literal is not None:
                order = claim.order.replace("_", " ")
                perhaps = "" if entry.sure else "possibly "
                yield Demand(
                    party=claim.by,
                    words=f"{perhaps}{claim.by} asks: {claim.first} {order} {claim.second}",
                    issue=None,
                    stance="order",
                    entry=entry,
                    clauses=((literal,),),
                )

    def order_rules(self) -> Iterator[Clause]:
        """Yield what makes an order one."""
        return self._orders.rules()


def _stands_today(condition: str) -> bool:
    return condition.casefold().startswith(_TODAY)
