"""Commands of people who run the program: accounts, tables, numbers, law, members."""
