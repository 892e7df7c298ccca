"""Portugal: the foreign ministry's advice to travellers."""
