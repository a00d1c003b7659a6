"""What holds for onrecord, in the order of its rooms."""
