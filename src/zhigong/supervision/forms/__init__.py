"""What is typed: ``desk`` holds one small form for every deed, ``register`` what begins something."""
