"""What leaves the program: timeline, bundle, and the check of both."""
