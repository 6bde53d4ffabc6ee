"""Every command on one page: its name, what it does, and where it is.

An entry names ``module:function`` with ``function(arguments) -> exit status``. It is imported when
it is called and not before: ``law`` and ``ids`` never wait for Django or a database. A module
adds its command, bench or printed page by a line here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from zhigong.kernel.text import gettext_noop

Entry = Callable[[list[str]], int]


@dataclass(frozen=True, slots=True)
class Command:
    """A command by its name, its summary (a message id) and its entry."""

    name: str
    summary: str
    entry: str

    def is_present(self) -> bool:
        """Whether this copy of the program has the module; help lists only what works."""
        try:
            return find_spec(self.entry.partition(":")[0]) is not None
        except ModuleNotFoundError:
            return False

    def load(self) -> Entry:
        module, _, function = self.entry.partition(":")
        entry: Entry = getattr(import_module(module), function)
        return entry


COMMANDS = (
    Command("demo", gettext_noop("启动演示：示范区的数据，打开即看"), "zhigong.program.serving.command:demo"),
    Command("serve", gettext_noop("正式运行"), "zhigong.program.serving.command:serve"),
    Command("migrate", gettext_noop("把数据表更新到现在的版本"), "zhigong.program.commands.database:migrate"),
    Command("createadmin", gettext_noop("建立第一个管理员帐号"), "zhigong.program.commands.admin:main"),
    Command("backup", gettext_noop("把数据和文件备份成一个文件"), "zhigong.program.backup.commands:backup"),
    Command("restore", gettext_noop("从备份文件恢复"), "zhigong.program.backup.commands:restore"),
    Command("doctor", gettext_noop("检查这台机器和数据库，说明该怎么办"), "zhigong.program.doctor.command:main"),
    Command("law", gettext_noop("计算劳动争议的金额和期限"), "zhigong.program.commands.law:main"),
    Command("ids", gettext_noop("核对身份证号、统一社会信用代码、手机号"), "zhigong.program.commands.ids:main"),
    Command("supervision", gettext_noop("读讲话、通知，列出任务"), "zhigong.supervision.commands:main"),
    Command("membership", gettext_noop("成批核对、导入会员"), "zhigong.program.commands.membership:main"),
    Command("shell", gettext_noop("在程序环境中打开 Python"), "zhigong.program.commands.database:shell"),
    Command("test", gettext_noop("运行全部测试，参数传给 pytest"), "zhigong.program.developing.testing:test"),
    Command("check", gettext_noop("运行全部检查，列出所有问题"), "zhigong.program.developing.checking:check"),
    Command("fix", gettext_noop("自动改正格式"), "zhigong.program.developing.checking:fix"),
    Command("docs", gettext_noop("从代码印出参考文档"), "zhigong.program.developing.docs:main"),
    Command("bench", gettext_noop("测量速度，与同场的标尺相比"), "zhigong.program.benches.command:main"),
    Command("lock", gettext_noop("按 pyproject.toml 重新锁定依赖"), "zhigong.program.developing.locking:main"),
)  # fmt: skip

# Benches take no arguments and print a table; each is ``function(arguments) -> exit status``.
BENCHES = (
    Command("start", gettext_noop("从命令到第一页的秒数"), "zhigong.program.benches.start:main"),
    Command("http", gettext_noop("网页的速度"), "zhigong.program.benches.http:main"),
    Command("law", gettext_noop("计算的速度"), "zhigong.law.bench:main"),
    Command(
        "supervision",
        gettext_noop("读文件和督办台账的速度"),
        "zhigong.program.benches.supervision:main",
    ),
)


def present(table: tuple[Command, ...]) -> dict[str, Command]:
    """The entries that this copy has, by name."""
    return {entry.name: entry for entry in table if entry.is_present()}
