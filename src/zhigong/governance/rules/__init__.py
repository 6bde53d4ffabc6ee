"""Lives and rules of what governance keeps: pure."""
