"""The screens and the command line, driven as a reporter drives them."""
