"""What people wrote, read and linked."""
