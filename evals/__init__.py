"""Accuracy on annotated reports: `python -m evals` measures and writes docs/accuracy.md."""
