"""Commands of people who build the program: tests, checks, printed pages, lists of libraries."""
