"""The closed lists of words that claims are told apart by. Names and words are the codebook's."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

StatementKind = Literal["direct", "indirect", "mixed"]
Venue = Literal["briefing", "post", "interview", "readout", "statement", "speech", "letter"]
ContactKind = Literal["meeting", "call", "talks", "summit", "visit", "invitation"]
Status = Literal["held", "ongoing", "planned", "proposed", "cancelled", "denied"]
Format = Literal["direct", "indirect", "written", "unknown"]
ContactRole = Literal["party", "mediator", "host", "inviter", "invitee", "observer", "absent"]
Stance = Literal[
    "demands", "proposes", "accepts", "conditionally_accepts", "rejects", "offers", "reserves"
]
# As they are said of a party: "Norland keeps open: a vote".
STANCE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "demands": "demands",
        "proposes": "proposes",
        "accepts": "accepts",
        "conditionally_accepts": "accepts on a condition",
        "rejects": "rejects",
        "offers": "offers",
        "reserves": "keeps open",
    }
)
Voice = Literal["own", "counterpart", "mediator", "unnamed", "narrator"]
Level = Literal["stated_red_line", "precondition", "preference", "flexible", "exploratory"]
Move = Literal["concedes", "withdraws", "threatens_if"]
Stage = Literal[
    "mooted",
    "tabled",
    "agreed_in_principle",
    "initialled",
    "signed",
    "ratified",
    "in_force",
    "rejected",
    "withdrawn",
    "suspended",
    "terminated",
]
Polarity = Literal["positive", "negative", "mixed", "conditional"]
ProgressLabel = Literal[
    "breakthrough", "progress", "no_breakthrough", "setback", "breakdown", "agreement", "unclear"
]
# What is said to have been done about what is owed. A violation is alleged, never more.
Act = Literal["fulfilled", "delayed", "violated", "suspended", "disputed"]
CheckResult = Literal["confirmed", "not_confirmed"]
Order = Literal["before", "same_time", "after", "verified_before"]
Attitude = Literal["assertion", "belief", "fact", "eventuality"]
NoteKind = Literal[
    "quotation_without_speaker",
    "unread_date",
    "date_conflict",
    "ambiguous_name",
    "unbalanced_quotation",
    "not_english",
    "headline_only",
    "odd_characters",
    "unplaced",
    "doubt",
]
