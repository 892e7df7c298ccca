"""Denmark: the foreign ministry's travel guidance."""
