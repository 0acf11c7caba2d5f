"""What a reader may do on a screen."""
