"""The database: which, as whom, its tables; the embedded server and who may reach its files."""
