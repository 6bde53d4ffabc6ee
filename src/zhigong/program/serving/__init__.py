"""Web server and jobs as processes of the program, started and stopped together."""
