"""What the program costs, each time beside a yardstick of the same run."""
