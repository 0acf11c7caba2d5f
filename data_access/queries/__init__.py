"""One question a function: frozen filters in, a DataFrame or a frozen dataclass out; never a table's row."""
