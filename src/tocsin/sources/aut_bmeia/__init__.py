"""Austria: the foreign ministry's security levels."""
