"""Hungary: the consular service's travel advice."""
