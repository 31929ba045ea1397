"""KINDS: what can be listed, by the names that users type."""

from detente.model.claims import FAMILIES

FAMILY_BY_KIND = {family.family.replace("_", "-"): family for family in FAMILIES}
# What reports and their readings hold, as of a day.
READ_KINDS = ("reports", "actors", *FAMILY_BY_KIND, "notes")
# What the desk did, or could do: of no day.
DESK_KINDS = ("judgements", "tombstones", "suggestions")
KINDS = (*READ_KINDS, *DESK_KINDS)
