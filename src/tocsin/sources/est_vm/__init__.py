"""Estonia: the foreign ministry's Reisi targalt."""
