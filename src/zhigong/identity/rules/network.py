"""The part of a network address that one household or office shares."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network


def network_of(address: str) -> str:
    """``203.0.113.7`` for IPv4, the /64 for IPv6 (one line has that many), ``""`` if none.

    An IPv4 address written as IPv6 is IPv4.
    """
    try:
        parsed = ip_address(address.strip().split("%")[0])
    except ValueError:
        return ""
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ip_network((parsed, 64), strict=False))
    return str(parsed)
