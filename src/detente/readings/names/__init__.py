"""Who takes part: names, titles, roles and pronouns -> actors, and which words mean whom."""
