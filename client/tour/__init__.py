"""The tour: a case's way through the courts, played by real key events in the real windows."""
