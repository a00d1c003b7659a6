"""Asking a locked-in worker about a file, and holding its answer to its bounds."""
