"""What a name of one word is, by all that a text shows of it: a person's, a firm's, or neither."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from detente.readings.names.houses import is_named_as_house, is_named_as_person
from detente.readings.names.lexicon import Kind
from detente.readings.names.mentions import Mention
from detente.readings.names.pronouns import speaks
from detente.readings.nlp import Parse


def shown_alone(
    parse: Parse, mentions: Sequence[Mention], texts: Sequence[str]
) -> dict[str, Kind]:
    """Return what most mentions of each name of one word show it to be."""
    counts: dict[str, Counter[Kind]] = {}
    for mention, text in zip(mentions, texts, strict=True):
        if " " in text or mention.listed is not None:
            continue
        plural = parse.tokens[mention.start].tag in ("NNS", "NNPS")
        kind: Kind = "organisation" if plural and mention.kind == "none" else mention.kind
        if _is_it(parse, mention):
            kind = "organisation"
        weight = 3 if mention.sure and kind == "organisation" else 1
        counts.setdefault(text, Counter())[kind] += weight
    known = {text: _of_most(count) for text, count in counts.items()}
    return known | dict.fromkeys(_called_houses(parse, mentions, texts, known), "organisation")


def _called_houses(
    parse: Parse, mentions: Sequence[Mention], texts: Sequence[str], known: Mapping[str, Kind]
) -> set[str]:
    """Return the names that labels take for people's, and that the text itself calls "it"."""
    open_names = [
        (m, text)
        for m, text in zip(mentions, texts, strict=True)
        if known.get(text) == "person" and m.listed is None
    ]
    people = {text for m, text in open_names if is_named_as_person(parse, m)}
    return {text for m, text in open_names if is_named_as_house(parse, m)} - people


def _is_it(parse: Parse, mention: Mention) -> bool:
    """As in "Harbourline said it would pay": no person is "it"."""
    near = [t.lower for t in parse.tokens[mention.end + 1 : mention.end + 3]]
    told = near[:1] in (["it"], ["its"]) or near in (["that", "it"], ["that", "its"])
    return told and speaks(parse, mention.end - 1)


def _of_most(count: Counter[Kind]) -> Kind:
    """Return the kind of a name by the kinds of its mentions: a person only if most say so."""
    if 2 * count["person"] > sum(count.values()):
        return "person"
    return "organisation" if count["organisation"] or count["person"] else "none"
