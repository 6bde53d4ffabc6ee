"""The door: public home, my day, and the calculator. Start with web/urls.py."""
