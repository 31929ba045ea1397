"""Papers that a desk hands on: lines in parts, each tied to its sentences, in several forms."""

from detente.views.papers.formats import paper_values, show_paper
from detente.views.papers.paper import Paper

__all__ = ["Paper", "paper_values", "show_paper"]
