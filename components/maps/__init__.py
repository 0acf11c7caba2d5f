"""Maps as pure functions: from frames to a scene, from a scene to a deck.gl picture, an SVG file or a grid of tiles."""
