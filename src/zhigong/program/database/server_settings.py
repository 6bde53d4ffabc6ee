"""How the embedded server is told to run. Everything is on its command line; no file is edited."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

LONGEST_SOCKET_FOLDER = 80  # of 103 bytes on macOS, 107 on Linux, with the file's own name
PORT = 5432  # only names the socket, unless its path is too long and we listen on loopback

COMMON = {
    "max_connections": "120",
    "shared_buffers": "128MB",
    "jit": "off",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u ",
    # statements and the details of errors carry people's names and numbers: not into a log
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "password_encryption": "scram-sha-256",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
PROFILES = {
    "durable": COMMON | {"max_wal_size": "1GB"},
    "throwaway": COMMON
    | {
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "autovacuum": "off",
    },
}


def fits_a_socket(folder: Path) -> bool:
    """Whether the path of a socket in this folder is short enough for the kernel."""
    return len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER


def arguments(profile: str, sockets: Path) -> list[str]:
    """The server's arguments: its profile, and where it listens."""
    settings = PROFILES[profile] | _listening(sockets)
    if sys.platform == "linux" and not os.access("/dev/shm", os.W_OK):  # noqa: S108 (bare chroot)
        settings["dynamic_shared_memory_type"] = "mmap"
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _listening(sockets: Path) -> dict[str, str]:
    if fits_a_socket(sockets):
        return {
            "listen_addresses": "",
            "unix_socket_directories": str(sockets),
            "unix_socket_permissions": "0700",
            "port": str(PORT),
        }
    return {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "port": str(free_port()),
    }


def free_port() -> int:
    """A port on loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
