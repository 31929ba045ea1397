"""Demands: what parties ask for in their own voice, as clauses that can be solved.

What a record holds says less than logic would like, so the reading of it is kept plain: who
demands, proposes or offers a proposition asks that it hold; who rejects it asks that it does not;
who accepts it on a condition asks that it hold only if the condition does. Accepting asks nothing.
A refusal while something lasts stands today, whatever would end it. Who will do one thing only
after another asks that the other come first.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations
from operator import is_
from typing import Any, NamedTuple, TypeVar

from detente.analysis.alike import Names, alike, thing_of
from detente.analysis.bounds import exclude
from detente.analysis.covering import covered, told_in
from detente.analysis.minimal import Clause
from detente.analysis.newest import other_way, superseded
from detente.analysis.orders import SAME, Orders
from detente.analysis.paths import ASKING, Voices, party_standings, stance_text
from detente.analysis.quantities import Quantity, quantities
from detente.model.actors import name_text
from detente.model.bags import bag
from detente.model.claims import Position, Relation
from detente.model.snapshot import Entry, Held, Snapshot, Standing
from detente.model.terms import terms

# A refusal "while troops remain" or "until they leave" stands today: what would end it is among
# its words. A refusal "if" something happens does not.
_TODAY = ("while", "as long as", "so long as", "until", "unless", "without", "before")
_UNLESS = ("unless", "until", "without", "as long as", "if not")

T = TypeVar("T")


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

    quantities: Those that propositions put numbers to. replaced: Demands that are left out, for
    their party asked for another number later.
    """

    demands: tuple[Demand, ...]
    hard: tuple[Clause, ...]
    quantities: tuple[Quantity, ...] = ()
    replaced: tuple[str, ...] = ()


class Known:
    """What was worked out of a state, for who asks the same of it with more that counts."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._ground: _Ground | None = None
        self._asked: list[Asked] = []
        self._found: dict[Hashable, Any] = {}

    def ground(self, snapshot: Snapshot) -> _Ground:
        """Return what the demands of a state rest on.

        snapshot: The same as before, or one that differs from it only in what counts.
        """
        # who counts first in a cell may have another name, if the register does not know him
        if self._ground is None or self._ground.names != snapshot.party_names:
            self._ground = _Ground(snapshot)
        return self._ground

    def same(self, asked: Asked) -> Asked:
        """Return what was asked before if it is the very same, as where more adds nothing."""
        for one in self._asked:
            rest = one.hard == asked.hard and one.replaced == asked.replaced
            if rest and _are_same(one.demands, asked.demands):
                return one
        self._asked.append(asked)
        return asked

    def of(self, what: str, asked: Asked, make: Callable[[], T]) -> T:
        """Return what was found of the very same before, or make it. what: Names it."""
        key = what, id(asked)  # what was asked is kept, so that its place stays its own
        if key not in self._found:
            self._found[key] = make()
        found: T = self._found[key]
        return found


def asked_of(snapshot: Snapshot, voices: Voices = "own", known: Known | None = None) -> Asked:
    """Return the demands of a snapshot: stances that are sure, and orders.

    voices: "own" for what a party says itself; "all" also counts, where it says nothing, what
    others say that it holds, the newest account. A party whose own signals are mixed takes no one
    side and asks nothing there. known: What was asked before; None for nothing.
    """
    known = known or Known()
    ground = known.ground(snapshot)
    made = _Maker(snapshot, voices, ground)
    stances, replaced = made.newest()
    demands = [*stances, *(one for one in made.orders() if not _is_asked(one, stances))]
    hard = (*made.exclusions(), *made.order_rules())
    return known.same(Asked(tuple(demands), hard, ground.quantities, replaced))


def counted(standing: Standing, voices: Voices) -> Held | None:
    """Return the stance that counts, None if there is none or its signals are mixed.

    What only takes back what was asked is none.
    """
    if standing.mixed or (not standing.own and voices == "own"):
        return None
    held = next(iter(standing.own or standing.others), None)
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


class _Wish(NamedTuple):
    """What one stance asks, whatever else counts.

    clauses, beside: What it asks for, and what else is refused with it; the demand has both.
    """

    demand: Demand
    clauses: tuple[Clause, ...]
    beside: tuple[Clause, ...]


class _Ground:
    """What demands follow from whatever counts: the register, its words, and numbers for both."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.names = snapshot.party_names
        self.texts = snapshot.proposition_texts
        self.quantities = tuple(chain.from_iterable(quantities(snapshot).values()))
        self._parties = Names(self.names.values())
        self._options = {issue.id: issue.propositions for issue in snapshot.issues}
        self._things = {key: thing_of(text, self._parties) for key, text in self.texts.items()}
        self._variables: dict[str, int] = {}
        self._wishes: dict[Hashable, _Wish] = {}
        # stances are known by their place in memory, which stays theirs only while they are kept
        self._held: list[Held] = []
        self._askings = 0
        self.exclusions = dict(self._exclusions())

    def wish(self, standing: Standing, held: Held, voices: Voices) -> _Wish:
        """Return what a stance asks, but for what it wants first."""
        also = told_in(standing, held, voices)
        where = standing.party, standing.proposition
        key = (*where, voices if also else None, *map(id, (held, *also)))
        if key not in self._wishes:
            self._held += (held, *also)
            made = self._wish(standing, held, voices)
            # in whosever voice it is told, a refusal is the same if it covers the same
            same = (*where, id(held), made.clauses, made.beside)
            self._wishes[key] = self._wishes.setdefault(same, made)
        return self._wishes[key]

    def orders_of(self, snapshot: Snapshot) -> Orders:
        """Return numbers for what comes before what: each asking has things of its own."""
        self._askings += 1
        prefix = f"asking {self._askings}: "
        return Orders(snapshot, lambda key: self._variable(prefix + key))

    def _wish(self, standing: Standing, held: Held, voices: Voices) -> _Wish:
        party = self.names.get(standing.party, standing.party)
        position = held.position
        clauses = self._clauses(standing, position)
        beside = tuple(self._covered(standing, held, voices))
        demand = Demand(
            party=party,
            words=worded(held, party, self.texts.get(standing.proposition, standing.proposition)),
            issue=standing.issue,
            proposition=standing.proposition,
            stance=position.stance,
            entry=held.entry,
            clauses=(*clauses, *beside),
            red_line=position.level == "stated_red_line",
            moved=bool(standing.earlier) or position.move is not None,
        )
        return _Wish(demand, clauses, beside)

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

    def _covered(self, standing: Standing, held: Held, voices: Voices) -> Iterator[Clause]:
        """Yield that nothing holds that a refusal of any kind of a thing refuses, too."""
        options = self._options.get(standing.issue, ())
        for key in covered(standing, held, options, voices=voices):
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

    def _exclusions(self) -> Iterator[tuple[tuple[str, str], Clause]]:
        """Yield that no quantity has two values, by the propositions that give it these."""
        for quantity in self.quantities:
            for (one, mine), (other, theirs) in combinations(quantity.bounds.items(), 2):
                if exclude(mine, theirs):
                    yield (one, other), (-self._variable(one), -self._variable(other))


class _Maker:
    """Makes clauses of what is asked in one state, by whose word counts."""

    def __init__(self, snapshot: Snapshot, voices: Voices, ground: _Ground) -> None:
        self._snapshot = snapshot
        self._voices: Voices = voices
        self._ground = ground
        self._orders = ground.orders_of(snapshot)
        self._counts = [
            (standing, held)
            for standing in party_standings(snapshot)
            if (held := counted(standing, voices)) is not None
        ]
        self._held = {(one.party, one.proposition): held for one, held in self._counts}

    def exclusions(self) -> Iterator[Clause]:
        """Yield that no quantity has two values, but where one is given and one taken."""
        apart = other_way(self._held, self._ground.quantities)
        return (clause for pair, clause in self._ground.exclusions.items() if pair not in apart)

    def newest(self) -> tuple[tuple[Demand, ...], tuple[str, ...]]:
        """Return what stances ask, and the words of those that a newer number replaced."""
        old = superseded(self._held, self._ground.quantities)
        new = set(chain.from_iterable(old.values()))
        made: list[Demand] = []
        replaced: list[str] = []
        for standing, held in self._counts:
            demand, cell = self._demand(standing, held), (standing.party, standing.proposition)
            if demand is not None and cell in old:
                replaced.append(demand.words)
            elif demand is not None:
                made.append(replace(demand, moved=True) if cell in new else demand)
        return tuple(made), tuple(replaced)

    def _demand(self, standing: Standing, held: Held) -> Demand | None:
        """Return what a stance asks; None if that is nothing."""
        wish = self._ground.wish(standing, held, self._voices)
        first = self._first(standing, held.position)
        clauses = (*wish.clauses, *first, *wish.beside)
        if not clauses:
            return None
        return replace(wish.demand, clauses=clauses) if first else wish.demand

    def _first(self, standing: Standing, position: Position) -> tuple[Clause, ...]:
        """Return what a stance asks to come before what it is on, if anything."""
        if not position.condition:
            return ()
        text = self._ground.texts.get(standing.proposition, standing.proposition)
        literal = self._orders.tied(position, text)
        return ((literal,),) if literal is not None else ()

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
                by, perhaps = name_text(claim.by), "" if entry.sure else "possibly "
                yield Demand(
                    party=by,
                    words=f"{perhaps}{by} asks: {claim.first} {order} {claim.second}",
                    issue=None,
                    stance="order",
                    entry=entry,
                    clauses=((literal,),),
                )

    def order_rules(self) -> Iterator[Clause]:
        """Yield what makes an order one."""
        return self._orders.rules()


def _are_same(some: Sequence[Demand], others: Sequence[Demand]) -> bool:
    return len(some) == len(others) and all(map(is_, some, others))


def _stands_today(condition: str) -> bool:
    return condition.casefold().startswith(_TODAY)
