"""United Kingdom: the FCDO's travel advice, from the content API of GOV.UK."""
