"""Measuring the verifier: claims told wrong in known ways, claims told right in other words."""
