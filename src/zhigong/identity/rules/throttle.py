"""How long a next attempt to sign in must wait, from the failures before it.

Nobody is ever locked out: after a few free failures each next attempt waits longer, up to a cap.
The failures of one network against one name weigh most. Those of all networks against a name weigh
little and never touch a network from which the account has signed in before, so a stranger cannot
keep an officer out of his own office. An attempt that was told to wait does not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse


@dataclass(frozen=True, slots=True)
class Slowing:
    """``free`` failures within ``window`` cost nothing; then ``first``, doubling up to ``cap``."""

    free: int
    first: timedelta
    cap: timedelta
    window: timedelta

    def wait(self, failures: Sequence[datetime], now: datetime) -> timedelta:
        """How long from now; zero if the attempt may be made."""
        counted = [at for at in failures if now - at < self.window]
        over = len(counted) - self.free
        if over < 0 or not counted:
            return timedelta(0)
        delay: timedelta = min(self.cap, self.first * (1 << min(over, 30)))
        return max(timedelta(0), max(counted) + delay - now)


PAIR = Slowing(
    free=5, first=timedelta(seconds=10), cap=timedelta(minutes=15), window=timedelta(hours=12)
)
"""One network against one name."""
NAME = Slowing(
    free=20, first=timedelta(seconds=2), cap=timedelta(seconds=60), window=timedelta(hours=1)
)
"""All networks against one name; not asked of networks the account has signed in from."""
NETWORK = Slowing(
    free=60, first=timedelta(seconds=1), cap=timedelta(seconds=10), window=timedelta(minutes=15)
)
"""One network against all names: a whole office sits behind one address, so it is lenient."""


@dataclass(frozen=True, slots=True)
class Failures:
    """When attempts failed: of this network on this name, on this name at all, of this network."""

    pair: Sequence[datetime] = ()
    name: Sequence[datetime] = ()
    network: Sequence[datetime] = ()
    known_network: bool = False


def may_try(failures: Failures, now: datetime) -> Verdict:
    """Whether a next attempt may be made now; a refusal says in how many seconds."""
    waits = [PAIR.wait(failures.pair, now), NETWORK.wait(failures.network, now)]
    if not failures.known_network:
        waits.append(NAME.wait(failures.name, now))
    longest = max(waits)
    if longest <= timedelta(0):
        return ALLOWED
    return refuse(
        "identity.sign_in.slow-down",
        gettext_noop("尝试次数较多，请 %(seconds)s 秒后再试"),
        gettext_noop("忘记密码或手机不在身边，请联系本单位管理员"),
        seconds=-int(-longest.total_seconds() // 1),
    )


CODE_PAUSE = timedelta(seconds=60)
CODES_AN_HOUR = 5
CODES_A_DAY = 10
CODES_A_NETWORK = 200  # an hour; a mobile operator puts thousands behind one address


def may_send(
    to_mobile: Sequence[datetime], from_network: Sequence[datetime], now: datetime
) -> Verdict:
    """Whether one more code may be sent to a mobile, by when codes were sent before."""
    within = [now - at for at in to_mobile]
    if within and min(within) < CODE_PAUSE:
        return refuse(
            "identity.code.too-soon",
            gettext_noop("验证码刚刚发出，请 %(seconds)s 秒后再要"),
            gettext_noop("请先看看手机短信"),
            seconds=-int(-(CODE_PAUSE - min(within)).total_seconds() // 1),
        )
    hour, day = timedelta(hours=1), timedelta(days=1)
    if (
        sum(w < hour for w in within) >= CODES_AN_HOUR
        or sum(w < day for w in within) >= CODES_A_DAY
        or sum(now - at < hour for at in from_network) >= CODES_A_NETWORK
    ):
        return refuse(
            "identity.code.too-many",
            gettext_noop("验证码要得太多了，暂时不能再发"),
            gettext_noop("请过一会儿再试，或拨打职工服务热线 12351"),
        )
    return ALLOWED
