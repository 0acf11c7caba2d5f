"""What screens are made of: texts, tables, pictures and the parts around them."""
