"""Japan: the foreign ministry's overseas safety information."""
