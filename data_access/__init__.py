"""The store: its tables, commands, queries, importers and reference facts."""
