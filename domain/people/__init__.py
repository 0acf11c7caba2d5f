"""Who reads and writes here: accounts, roles, what each may do, and when somebody is written to."""
