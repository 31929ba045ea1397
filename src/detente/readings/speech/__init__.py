"""Who said what: cues, quotations, reported clauses, and the chain that brought them here."""
