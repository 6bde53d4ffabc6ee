"""Who may open a page at all."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required

public = login_not_required
"""A page for everybody. A test keeps the list of all of them."""
