"""People on the screen: signing in, the account, and who has which role."""
