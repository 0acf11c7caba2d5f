"""Write, hand in and revise records."""
