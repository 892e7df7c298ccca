"""Sweden: the foreign ministry's advice against travel, in the nightly structured copy."""
