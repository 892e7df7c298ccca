"""Distances on the Earth, taken as a sphere; its flattening is at most half a percent of them."""

import math

EARTH_KM = 6371.0088
"""The mean radius of the Earth (IUGG)."""
DEGREE_KM = EARTH_KM * math.pi / 180
"""One degree of latitude."""


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance between two points in degrees (haversine formula)."""
    one, other = math.radians(lat), math.radians(other_lat)
    half = math.sin((other - one) / 2) ** 2
    half += math.cos(one) * math.cos(other) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))
