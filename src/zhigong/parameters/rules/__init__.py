"""What a row must be, which states it goes through, and how rows lie over each other. Pure."""
