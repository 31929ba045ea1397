"""Records that tests begin with are made as those of the record's own tests are."""

from tests.record.making import made_once  # noqa: F401  (new records are made faster)
