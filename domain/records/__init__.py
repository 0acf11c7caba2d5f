"""Contributions: what is handed in, where it is on its way, who must agree, who sees it, when it is due."""
