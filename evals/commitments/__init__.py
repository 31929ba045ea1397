"""Commitments and accounts of compliance: annotated reports, and how well they are read."""
