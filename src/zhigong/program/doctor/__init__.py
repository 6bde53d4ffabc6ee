"""What this machine and this database lack, and what to do."""
