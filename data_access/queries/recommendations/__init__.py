"""Recommendations: found, suggested, shown with what is linked to them."""
