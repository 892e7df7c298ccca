"""France: the foreign ministry's advice to travellers."""
