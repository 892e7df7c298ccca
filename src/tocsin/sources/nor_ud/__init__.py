"""Norway: the foreign ministry's travel information."""
