"""The rules of the desk, held to their clauses."""
