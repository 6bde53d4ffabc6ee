"""What units are and how paths behave, without a database."""
