"""Taiwan: the Bureau of Consular Affairs' travel warnings."""
