"""Everything that changes units, posts and terms of office."""
