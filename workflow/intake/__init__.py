"""Taking files in: into the store, into the log, and to the checks."""
