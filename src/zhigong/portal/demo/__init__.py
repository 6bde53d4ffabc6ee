"""The demo district: invented people, places and disputes. Nothing here is real."""
