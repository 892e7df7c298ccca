"""South Korea: the foreign ministry's travel alarms."""
