"""The screens. Each is imported when it is first opened; `base` has what they share, `table` lists them all."""
