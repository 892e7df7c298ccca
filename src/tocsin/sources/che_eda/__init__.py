"""Switzerland: the FDFA's travel advice."""
