"""The bytes that the desk keeps, by their hash, encrypted where the desk is sealed."""
