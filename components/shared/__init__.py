"""What several subjects use: pictures with their table and files, filters, notices, actions."""
