"""Drafts, edited in known ways, and how much of it the comparison of drafts finds."""
