"""Where to listen, and what to say when somebody is there already."""

from __future__ import annotations

import errno
import socket

from zhigong.kernel.text import gettext_noop
from zhigong.program.arguments import WRONG_USAGE
from zhigong.program.failure import Failure, say

USUAL = 8000
TRIED = 20


def choose(host: str, port: int | None, *, may_move: bool) -> int:
    """The port asked for, which must be free; else the usual one, or a free one after it."""
    if port is not None and not 1 <= port <= 65535:
        raise Failure(
            gettext_noop("端口 %(port)s 不存在：请写 1 到 65535"), status=WRONG_USAGE, port=port
        )
    wanted = USUAL if port is None else port
    if _is_free(host, wanted):
        return wanted
    if port is None and may_move:
        for other in range(wanted + 1, wanted + TRIED):
            if _is_free(host, other):
                say(
                    gettext_noop("端口 %(port)s 已被占用，改用 %(other)s"), port=wanted, other=other
                )
                return other
    raise Failure(
        gettext_noop("端口 %(port)s 已被占用：请用 --port 换一个，或先停掉占用它的程序"),
        port=wanted,
    )


def _is_free(host: str, port: int) -> bool:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
    except OSError as error:
        raise Failure(
            gettext_noop("地址 %(host)s 不能用：请用 --host 换一个"), host=host
        ) from error
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            return _explained(error, host, port)
    return not _answers(family, address)


def _explained(error: OSError, host: str, port: int) -> bool:
    if error.errno == errno.EACCES:
        raise Failure(
            gettext_noop("普通用户不能用端口 %(port)s：请用 --port 换一个 1024 以上的"), port=port
        ) from error
    if error.errno == errno.EADDRNOTAVAIL:
        raise Failure(
            gettext_noop("本机没有地址 %(host)s：请用 --host 换一个"), host=host
        ) from error
    return False


def _answers(family: int, address: tuple[str | int | bytes, ...]) -> bool:
    """Some systems let us bind beside a listener; so knock."""
    if str(address[0]) in {"0.0.0.0", "::"}:  # noqa: S104 (asked for, not chosen)
        return False
    with socket.socket(family) as probe:
        probe.settimeout(0.3)
        return probe.connect_ex(address) == 0


def own_addresses() -> list[str]:
    """This machine's address on its network, for people on other machines."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; tells which way would be taken
        except OSError:
            return []
        return [str(probe.getsockname()[0])]
