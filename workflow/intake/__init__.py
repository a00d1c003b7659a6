"""Taking files into a case: kept, hashed, checked, unpacked; and copied out again."""
