"""What is found in the content, and nothing else."""
