"""The forms: everything a reporter types into. Each is one screen that ends in facts or in a draft."""
