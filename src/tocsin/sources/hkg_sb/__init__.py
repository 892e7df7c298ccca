"""Hong Kong: the Security Bureau's outbound travel alerts."""
