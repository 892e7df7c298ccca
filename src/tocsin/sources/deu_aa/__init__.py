"""Germany: the Foreign Office's travel and safety information."""
