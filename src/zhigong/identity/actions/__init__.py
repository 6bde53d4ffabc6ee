"""Everything that changes accounts, sessions, factors and grants."""
