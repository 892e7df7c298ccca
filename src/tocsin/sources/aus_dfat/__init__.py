"""Australia: Smartraveller."""
