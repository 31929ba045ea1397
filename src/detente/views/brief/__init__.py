"""The one-page brief: where things stand, in the record's own words and fixed sentence forms."""

from detente.views.brief.formats import brief_page, brief_values, show_brief
from detente.views.brief.sections import FINDINGS

__all__ = ["FINDINGS", "brief_page", "brief_values", "show_brief"]
