"""United States: the alerts of its embassies to American citizens."""
