"""What commands and queries share about a record: loading, who may see what, its content, its consents."""
