"""Documents of office programs: papers with a footnote for each sentence, tables as sheets."""
