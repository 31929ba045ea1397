"""Who stands where as of a day: parties by issues, own voice first, others' accounts set apart."""

from detente.views.matrix.formats import matrix_json, show_matrix

__all__ = ["matrix_json", "show_matrix"]
