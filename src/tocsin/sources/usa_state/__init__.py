"""United States: the Department of State's travel advisories."""
