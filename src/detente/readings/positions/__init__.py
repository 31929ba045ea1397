"""Where parties stand: demands, offers, yes, yes-if, no, and what they keep open."""
