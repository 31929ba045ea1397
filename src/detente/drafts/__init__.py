"""Draft texts -> points, their alignment, and what changed from one version to the next."""
