"""The terminal: screens and commands over the workflow."""
