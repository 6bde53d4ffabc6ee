"""What is typed: ``deeds`` one small form a deed, ``adding`` what begins a record."""
