"""Comparing two copies of one document: pages, words, metadata, invisible marks."""
