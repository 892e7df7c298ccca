"""Ireland: the Department of Foreign Affairs' travel advice."""
