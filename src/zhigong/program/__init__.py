"""The program at the terminal: commands, set-up, the embedded database, backup, serving.

Start reading at ``registry.py`` (every command on one page) and ``database.py`` (which database).
"""
