"""What people read: brief, delta, matrix, tables, one entry, readings, calendar, exports.

Pure functions from values of the model to text; nothing here opens a file or asks the clock.
"""
