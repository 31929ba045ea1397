"""Détente: reports about negotiations in, an evidence-linked record out."""

__version__ = "0.1.0"
