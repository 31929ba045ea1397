"""Reading and annotation -> figures: how much of what was read is annotated, and the reverse.

What counts as found, kind by kind, is in `kinds`; `scores` counts it over reports.
"""
