"""Slovakia: the open data of the foreign ministry."""
