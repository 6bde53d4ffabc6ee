"""Supervision's rules, pure: reading, dividing, following."""
