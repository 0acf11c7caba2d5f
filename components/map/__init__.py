"""The map on the screen: what is chosen, its layers, its panel. The drawing itself is components.maps."""
