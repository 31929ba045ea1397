"""The words: frozen values that every stage speaks, no I/O, no clock."""
