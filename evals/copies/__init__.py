"""Known copies in an invented stream of reports: how many are found, how many falsely."""
