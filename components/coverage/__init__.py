"""Coverage on the screen: its rows, its pictures, its words."""
