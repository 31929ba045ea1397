"""Trained parts: what an encoder hears in a page, judged together with what the wordings found."""
