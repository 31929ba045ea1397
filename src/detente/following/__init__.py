"""Following a story: sources looked at in rounds, alerts told. Beside `flow`, and built on it."""
