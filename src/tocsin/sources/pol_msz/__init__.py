"""Poland: the Odyseusz profiles of countries."""
