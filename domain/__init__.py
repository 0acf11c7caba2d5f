"""The rules of technical cooperation around the Universal Periodic Review. Pure: no store, no screen."""
