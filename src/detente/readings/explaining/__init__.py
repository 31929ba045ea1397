"""A reading -> why: what proposed each claim, what spoke for and against, what was passed over."""
