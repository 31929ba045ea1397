"""KINDS: what can be listed, by the names that users type."""

from detente.model.claims import FAMILIES

FAMILY_BY_KIND = {family.family.replace("_", "-"): family for family in FAMILIES}
KINDS = ("reports", "actors", *FAMILY_BY_KIND, "notes")
