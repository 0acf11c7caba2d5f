"""The store itself: how it is opened and set up, its history, its codes, its settings, and reference facts."""
