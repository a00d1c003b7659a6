"""The controls of a form: each holds one answer as text and says when it changes."""
