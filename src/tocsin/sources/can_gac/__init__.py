"""Canada: Global Affairs Canada's travel advice and advisories."""
