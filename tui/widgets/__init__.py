"""The pieces that screens are made of: they get plain values and never see a case."""
