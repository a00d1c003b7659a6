"""A process of its own for each hostile file, locked in as far as this machine allows."""
