"""The forensic checks. Only the locked-in worker process imports this room; nothing in it is ever given to a parent."""
