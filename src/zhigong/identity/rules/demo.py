"""What marks an account as one of the demo. The demo's page shows these and no others."""

from __future__ import annotations

DEMO_PREFIX = "demo."
DEMO_PASSWORD = "yanshi-2026-demo"  # noqa: S105 (shown on the demo's own sign-in page)
DEMO_MOBILE_PREFIX = "1990000"  # no operator gives these numbers to anybody


def is_demo(login_name: str) -> bool:
    return login_name.startswith(DEMO_PREFIX)
