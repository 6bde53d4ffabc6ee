"""What sign-in, sessions and roles follow, without a database."""
