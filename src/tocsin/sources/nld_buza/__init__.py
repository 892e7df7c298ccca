"""Netherlands: the travel advice of NederlandWereldwijd."""
