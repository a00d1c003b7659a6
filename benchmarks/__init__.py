"""What is measured: how the program stands to a bare tool that does the least of the same work, in one run."""
