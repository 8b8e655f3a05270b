"""What the search of the browser loads."""
