"""A State on the screen: its profile, its pictures, its brief."""
