"""Every page and file of the site, as values."""
