"""The exchange format of a case, `onrecord-case/1`: read, checked, told as facts, written, compared and replayed."""
