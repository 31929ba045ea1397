"""Which mistakes are made most often, each kind with an invented example.

Told from the places where what was read and what is annotated part; the words of the reports
play no part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evals.tally import Tallies

MOST = 20


@dataclass(frozen=True, slots=True)
class Mistake:
    """A kind of mistake: in words, how often it was made, and an invented example of it."""

    kind: str
    times: int
    example: str


def mistakes(tallies: Iterable[Tallies], most: int = MOST) -> Sequence[Mistake]:
    """Return the kinds of mistake made most often, the commonest first; ties by name."""
    counted = Counter(kind for one in tallies for kind in _of(one))
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [Mistake(kind, times, example(kind)) for kind, times in ranked[:most]]


def example(kind: str) -> str:
    """Return an invented example of a kind of mistake: its own, or that of the wider kind."""
    return EXAMPLES.get(kind) or EXAMPLES[kind.partition(":")[0]]


def _of(tallies: Tallies) -> Iterator[str]:
    for layer, (name, key) in _MISSED.items():
        if layer in tallies:
            for item in tallies[layer].missed:
                yield f"{name} missed" + (f": {_plain(item[key])}" if key else "")
            yield from [f"{name} read where none is annotated"] * len(tallies[layer].spare)
    yield from _taken_for_another(tallies)


def _taken_for_another(tallies: Tallies) -> Iterator[str]:
    for layer, (name, key) in _CONFUSED.items():
        for read, gold in tallies[layer].pairs if layer in tallies else ():
            if read[key] != gold[key]:
                yield f"{name} wrong: {_plain(gold[key])} read as {_plain(read[key])}"
    if "statements (span only)" in tallies:
        right, asked = tallies["statements (span only)"].extra["speaker"]
        yield from ["statement given to another speaker"] * (asked - right)
    if "progress" in tallies:
        yield from ["progress of the whole wrong"] * tallies["progress"].fn


def _plain(value: object) -> str:
    return str(value).replace("_", " ")


_MISSED = {
    "actors": ("actor", None),
    "statements (span only)": ("statement", "kind"),
    "contacts": ("contact", "status"),
    "proposals": ("proposal", None),
    "positions (no stance)": ("position", "stance"),
    "sticking_points": ("sticking point", None),
    "assessments (no polarity)": ("assessment", None),
    "next_steps": ("next step", None),
    "unknowns": ("unknown", None),
    "quantities": ("quantity", None),
}
_CONFUSED = {
    "positions (no stance)": ("stance", "stance"),
    "assessments (no polarity)": ("polarity", "polarity"),
}
EXAMPLES = {
    "actor missed": "“The port workers’ council would not say.”: the council is no actor",
    "actor read where none is annotated": "“Strand flew to Bergholm.”: a city taken for a party",
    "statement missed": "“The fee was fair, in the minister’s telling.”: no verb of speech",
    "statement missed: indirect": "“The fee, Norland has long held, is fair.”: the verb is rare",
    "statement missed: direct": "“Enough.” on a line of its own, its speaker two paragraphs above",
    "statement missed: mixed": "“Strand spoke of ‘a fair fee’ in the harbour.”: two words quoted",
    "statement read where none is annotated": "“Lunde promised an answer.”: a promise alone",
    "statement given to another speaker": "“Lunde met Strand. He said no.”: he is Strand",
    "contact missed": "“Their envoys sat down in Vell.”: or read with another status",
    "contact missed: held": "“After two days in Vell, the envoys left.”: no word for a meeting",
    "contact missed: planned": "“Vell will see both sides on Friday.”: to see is to meet here",
    "contact missed: ongoing": "“Round four of the harbour talks is in its second day.”",
    "contact missed: proposed": "“Strand could sit down with Lunde before the spring.”",
    "contact read where none is annotated": "“The meeting room was full.”: background only",
    "proposal missed": "“Under the paper, ships pay once.”: a plan that is called a paper",
    "proposal read where none is annotated": "“A deal with its bank saved the yard.”",
    "position missed": "“For Sudmark the fee is where it ends.”: no verb of stance",
    "position missed: demands": "“Norland will have its fee.”: no verb of demand",
    "position missed: rejects": "“No fee, was the word from Sudmark.”: no verb of refusal",
    "position missed: offers": "“Sudmark put a loan on the table.”: an image for an offer",
    "position missed: proposes": "“Vesse sees a joint port as the way out.”",
    "position missed: accepts": "“Sudmark can live with the fee.”: a yes in other words",
    "position missed: reserves": "“Norland is still reading the draft.”",
    "position missed: conditionally accepts": "“A fee, yes, once the books are open.”",
    "position read where none is annotated": "“Norland wants peace.”: nothing negotiable",
    "stance wrong": "“Norland wants the fee, and would waive it for a port.”: two in one sentence",
    "polarity wrong": "“A start, no more, said Lunde.”: mixed, and read as positive",
    "sticking point missed": "“It all comes down to who pays.”: not named as an obstacle",
    "sticking point read where none is annotated": "“The key issue of the paper is out.”",
    "assessment missed": "“The draft is thin, Lunde said.”: a word of judgement on no list",
    "assessment read where none is annotated": "“Trade is strong, Lunde said.”: not the talks",
    "next step missed": "“The fleet sails on Monday.”: due, and not said to be planned",
    "next step read where none is annotated": "“The shop will open at nine.”",
    "unknown missed": "“Who pays was anyone’s guess.”: an image",
    "unknown read where none is annotated": "“It is unclear why gulls stay.”: off the talks",
    "quantity missed": "“a dozen points”: a number in words",
    "quantity read where none is annotated": "“the port, 40 km north, was quiet”",
    "progress of the whole wrong": "A report of fighting that mentions talks: not unclear",
}
