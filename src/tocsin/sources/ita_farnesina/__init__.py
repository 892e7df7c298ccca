"""Italy: the Farnesina's Viaggiare Sicuri."""
