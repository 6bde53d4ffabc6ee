"""What is typed: ``request`` by workers, ``desk`` by those who conduct a case."""
