"""What can be granted here."""

KEEP = "law.parameters"  # propose, confirm and end rows of law
