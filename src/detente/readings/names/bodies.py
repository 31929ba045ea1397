"""Bodies named by whom they belong to: "Varland's foreign ministry", "the Roe administration"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.readings.names.lexicon import words
from detente.readings.names.mentions import Mention
from detente.readings.nlp import Parse

_OF = frozenset({"'s", "’s", "'", "’"})
# Between the owner and such a word stand at most so many words: "Varland's new central bank".
MOST_BETWEEN = 3


def with_bodies(parse: Parse, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with those of bodies that bear their owner's name, in order.

    A leader's administration takes the place of the leader; a leader's office stands beside.
    """
    found: list[Mention] = []
    taken_until = -1
    for number, mention in enumerate(mentions):
        if mention.start < taken_until:
            continue
        grown = _grown(parse, mentions, number)
        if grown is not None:
            found.append(grown)
            taken_until = grown.end
            continue
        after = _next_word(parse, mention)
        administration = parse.tokens[after].lower == "administration" if after else False
        if after and administration and _is_leader(mention):
            found.append(
                replace(mention, end=after + 1, kind="organisation", sure=True, title=None)
            )
            continue
        if after == mention.end and _is_group(parse, mention):
            found.append(replace(mention, end=after + 1, kind="organisation", sure=True))
            continue
        found.append(mention)
        if after and mention.kind == "person" and parse.tokens[after].lower == "office":
            found.append(Mention(mention.start, after + 1, "organisation", sure=True))
        end = _body_after(parse, mention)
        if end is not None:
            found.append(Mention(mention.start, end, "organisation", sure=True))
    return found


def _is_group(parse: Parse, mention: Mention) -> bool:
    """Whether a name is that of a group in lower case: "the Harbour group"."""
    before = parse.tokens[mention.start - 1].lower if mention.start else ""
    after = parse.tokens[mention.end]
    behind = parse.tokens[mention.end + 1] if mention.end + 1 < len(parse.tokens) else after
    free = mention.listed is None and mention.title is None and mention.kind != "place"
    alone = behind.pos not in ("NOUN", "PROPN") and behind.text != "of"
    return free and before == "the" and after.lower in ("group", "consortium") and alone


def _is_leader(mention: Mention) -> bool:
    return mention.listed is None and mention.end - mention.start <= 3 and mention.kind != "place"


def _next_word(parse: Parse, mention: Mention) -> int | None:
    """Return the index of the word after a name and its possessive mark, or None."""
    i = mention.end
    if i < len(parse.tokens) and parse.tokens[i].lower in _OF:
        i += 1
    same = i < len(parse.tokens) and (
        parse.tokens[i].sentence == parse.tokens[mention.start].sentence
    )
    return i if same else None


def _grown(parse: Parse, mentions: Sequence[Mention], number: int) -> Mention | None:
    """A plain body with its owner before it: "Varland's Foreign Ministry", or None."""
    owner = mentions[number]
    if number + 1 >= len(mentions) or not _is_state(owner):
        return None
    body = mentions[number + 1]
    if body.kind != "organisation" or body.listed is not None:
        return None
    between = [t.lower for t in parse.tokens[owner.end : body.start]]
    plain = words("groups", "between", "bodies", "plain")
    said = [t.lower for t in parse.tokens[body.start : body.end]]
    if not (all(w in _OF for w in between) and all(w in plain for w in said)):
        return None
    return Mention(owner.start, body.end, "organisation", sure=True)


def _is_state(mention: Mention) -> bool:
    entry = mention.listed
    return entry is not None and entry.kind == "state" and entry.form in ("name", "adjective")


def _body_after(parse: Parse, mention: Mention) -> int | None:
    """Return the end of a body in lower case right behind its state, or None."""
    if not _is_state(mention):
        return None
    i = _next_word(parse, mention)
    if i is None:
        return None
    bodies, between = words("groups", "bodies"), words("groups", "between")
    for k in range(i, min(i + MOST_BETWEEN, len(parse.tokens) - 1)):
        token, after = parse.tokens[k], parse.tokens[k + 1]
        if after.lower in ("forces", "command") and token.lower in ("armed", "military"):
            return k + 2
        if token.lower in bodies and token.pos in ("NOUN", "PROPN"):
            # "central bank governor": the bank is part of a role, and a body all the same
            return (
                k + 1 if after.pos != "NOUN" or after.lower in words("titles", "heads") else None
            )
        if token.lower not in between:
            return None
    return None
