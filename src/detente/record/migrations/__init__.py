"""Steps from one form of the record to the next, run when a record is opened."""
