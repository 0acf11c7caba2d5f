"""Every form as data: its fields and steps."""
