"""Singapore: the foreign ministry's travel pages."""
