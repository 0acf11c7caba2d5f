"""Every text that a person reads, in the reader's language: for screens, letters and files."""
