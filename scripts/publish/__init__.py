"""What is done for readers with what the build has rendered."""
