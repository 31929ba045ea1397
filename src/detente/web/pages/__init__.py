"""One module a page: what it answers, and what its forms do."""
