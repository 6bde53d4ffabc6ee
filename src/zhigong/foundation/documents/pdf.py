"""PDF through LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path


def converter() -> str | None:
    """The program that turns documents into PDF, if this machine has one."""
    return shutil.which("soffice") or shutil.which("libreoffice")


class NotConverted(Exception):
    """The converter gave no PDF; try again later or hand out the .docx."""


def to_pdf(content: bytes, *, seconds: int = 120) -> bytes | None:
    """The .docx as PDF; ``None`` where no converter is installed. Takes seconds: use a job.

    The converter runs with a profile of its own, so that two at once do not wait for each other.
    """
    program = converter()
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "document.docx"
        source.write_bytes(content)
        command = [
            program,
            f"-env:UserInstallation=file://{place}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            place,
            str(source),
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=seconds)  # noqa: S603
            return source.with_suffix(".pdf").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise NotConverted from error
