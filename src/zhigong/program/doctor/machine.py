"""The machine: Python, libraries, disk, clock, fonts, browser, backups."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

from zhigong.kernel.text import gettext_noop
from zhigong.program.database.chosen import ROOT, data_folder, make_data_folder
from zhigong.program.doctor.finding import Finding, bad, good, warn

GIB = 1 << 30
DAY = 86_400
BUILT = 1_790_000_000  # 2026-09-21: a clock before this is wrong


def python() -> Finding:
    name = gettext_noop("Python")
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] > (3, 13):
        return warn(
            name,
            gettext_noop("%(version)s，还没有试过"),
            gettext_noop("如遇问题请用 3.11 至 3.13"),
            version=version,
        )
    return good(name, gettext_noop("%(version)s"), version=version)


def libraries() -> Finding:
    """What was installed is what the lock file lists now."""
    name = gettext_noop("依赖")
    lock = ROOT / "requirements.lock"
    mark = Path(sys.prefix) / "requirements.lock.installed"
    if not mark.exists():
        return warn(
            name,
            gettext_noop("不是由 ./zhigong 安装的"),
            gettext_noop("请用 ./zhigong 运行，由它安装锁定的版本"),
        )
    if mark.read_text(encoding="utf-8") != sha256(lock.read_bytes()).hexdigest():
        return bad(
            name, gettext_noop("与锁定的版本不一致"), gettext_noop("请重新运行任一 ./zhigong 命令")
        )
    return good(name, gettext_noop("与锁定的版本一致"))


def disk() -> Finding:
    name = gettext_noop("磁盘")
    free = shutil.disk_usage(make_data_folder()).free / GIB
    if free >= 5:
        return good(name, gettext_noop("空余 %(free).1f GB"), free=free)
    judge = warn if free >= 1 else bad
    return judge(
        name, gettext_noop("只剩 %(free).1f GB"), gettext_noop("请清理磁盘，或扩容"), free=free
    )


def private_files() -> Finding:
    """Keys and uploads are read by nobody else on this machine."""
    name = gettext_noop("私密文件")
    data = make_data_folder()
    names = ("secret_key", "keys.json", "pg/passwords.json", "last_backup.json")
    for path in (data / name for name in names):
        if path.exists() and path.stat().st_mode & 0o077:
            return bad(
                name,
                gettext_noop("别的用户可以读 %(file)s"),
                gettext_noop("请运行 chmod 600 %(file)s"),
                file=path,
            )
    return good(name, gettext_noop("只有本帐户可读"))


def clock() -> Finding:
    name = gettext_noop("时钟")
    now = time.strftime("%Y-%m-%d %H:%M:%S %Z")
    if time.time() < BUILT:
        return bad(
            name,
            gettext_noop("现在是 %(now)s，明显不对"),
            gettext_noop("期限以时钟为准：请校准时间并打开自动对时"),
            now=now,
        )
    return good(name, gettext_noop("%(now)s（页面与期限按北京时间）"), now=now)


def fonts() -> Finding:
    name = gettext_noop("中文字体")
    if (lister := shutil.which("fc-list")) is None:
        found = any(Path("/usr/share/fonts").rglob("*CJK*")) or sys.platform == "darwin"
    else:
        asked = subprocess.run([lister, ":lang=zh"], capture_output=True, text=True, check=False)
        found = bool(asked.stdout.strip())
    if found:
        return good(name, gettext_noop("有"))
    return warn(
        name,
        gettext_noop("没有；只影响在本机截图和转 PDF"),
        gettext_noop("Debian、Ubuntu 上：apt install fonts-noto-cjk"),
    )


def browser() -> Finding:
    name = gettext_noop("测试用浏览器")
    if any(shutil.which(program) for program in ("chromium", "chromium-browser", "google-chrome")):
        return good(name, gettext_noop("有"))
    return warn(
        name,
        gettext_noop("没有；浏览器测试会跳过"),
        gettext_noop("Debian 上：apt install chromium"),
    )


def backups() -> Finding:
    name = gettext_noop("备份")
    advice = gettext_noop("请定时运行 ./zhigong backup 文件名，并把文件放到另一台机器上")
    try:
        last = json.loads((data_folder() / "last_backup.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return warn(name, gettext_noop("还没有做过"), advice)
    days = (time.time() - last["at"]) / DAY
    if days > 1.5 or not os.path.exists(last["file"]):
        return warn(name, gettext_noop("上一次在 %(days).1f 天前"), advice, days=days)
    return good(name, gettext_noop("上一次在 %(days).1f 天前"), days=days)


EXAMINATIONS = (python, libraries, disk, private_files, clock, fonts, browser, backups)
