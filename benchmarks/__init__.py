"""Measurements, in ratios to a no-op of the same application; run by hand, never asserted in tests."""
