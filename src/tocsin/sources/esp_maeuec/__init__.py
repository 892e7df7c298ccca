"""Spain: the foreign ministry's travel recommendations."""
