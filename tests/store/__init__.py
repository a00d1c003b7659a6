"""Tests of the log: its form, its order, its file, its failures."""
