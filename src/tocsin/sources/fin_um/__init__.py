"""Finland: the foreign ministry's travel bulletins."""
