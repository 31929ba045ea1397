"""Exchange formats of neighbouring fields: discourse networks, mediation events, entities, SQL."""
