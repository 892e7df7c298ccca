"""The outlook of a country: named indicators over its records, each open to its evidence. No score, no verdict."""
