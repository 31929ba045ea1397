"""contradicted(): where speakers of one party hold different stances at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.analysis.alike import Names
from detente.analysis.paths import party_standings, side, stance_text
from detente.model.actors import name_text
from detente.model.snapshot import Held, Snapshot, Standing


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A party on a proposition, and the stances of its speakers that differ.

    proposition: Its id. on: Its words.
    """

    proposition: str
    party: str
    on: str
    held: tuple[Held, ...]

    @property
    def words(self) -> str:
        """Who holds what: "Emil Toft: accepts; Norland's minister (unnamed): rejects"."""
        return "; ".join(
            f"{name_text(one.position.reported_by)}: {stance_text(one.position)}"
            for one in self.held
        )

    @property
    def sentence(self) -> str:
        """It in a sentence, with its entries."""
        ids = ", ".join(one.entry.id[:8] for one in self.held)
        return (
            f"Speakers of {self.party} contradict each other on “{self.on}”: {self.words} ({ids})."
        )


def contradicted(snapshot: Snapshot) -> Iterator[Contradiction]:
    """Yield cells in which a party's speakers differ, by name or as "Norland's minister".

    Somebody without a name counts where the words say that it is one of the party, who takes the
    other side and not before the party's own word: else the party may only have moved.
    """
    names = snapshot.party_names
    texts = snapshot.proposition_texts
    for standing in party_standings(snapshot):
        party = names.get(standing.party, standing.party)
        held = standing.own if standing.mixed else (*standing.own[:1], *_against(standing, party))
        if standing.mixed or len(held) > 1:
            key = standing.proposition
            yield Contradiction(key, party, texts.get(key, key), held)


def _against(standing: Standing, party: str) -> Iterator[Held]:
    parties = Names([party])
    for own in standing.own[:1]:
        for one in standing.others:
            told = one.position
            opposed = side(told) * side(own.position) < 0
            before = own.since and one.since and one.since < own.since
            unnamed = told.voice == "unnamed" and parties.found(told.reported_by)
            if unnamed and opposed and not before:
                yield one
