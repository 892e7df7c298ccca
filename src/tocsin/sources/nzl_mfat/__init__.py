"""New Zealand: SafeTravel."""
