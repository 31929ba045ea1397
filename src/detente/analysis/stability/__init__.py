"""The graph model for conflict resolution: which outcomes hold, of a model that the desk wrote."""

from detente.analysis.stability.finding import stability
from detente.analysis.stability.modelfile import Model, read_model
from detente.analysis.stability.proposing import (
    assumed_stability,
    begun,
    check_wants,
    propose,
    strangers,
)

__all__ = [
    "Model",
    "assumed_stability",
    "begun",
    "check_wants",
    "propose",
    "read_model",
    "stability",
    "strangers",
]
