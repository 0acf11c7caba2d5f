"""What stands around every screen: frame, theme, address, files of the server, and who may post what."""
