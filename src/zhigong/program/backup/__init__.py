"""One file that holds rows and uploaded files, out and back."""
