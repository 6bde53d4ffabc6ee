"""From a file, or pasted text, to numbered lines; the original stays byte for byte.

What is no text that can be read is refused with its reason and a way out, never half read.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal, Refused
from zhigong.supervision.rules.reading.document import Line, Notice, Source
from zhigong.supervision.rules.reading.encoding import decode
from zhigong.supervision.rules.reading.markdown import lines_of_markdown
from zhigong.supervision.rules.reading.vocabulary import pattern, visible
from zhigong.supervision.rules.reading.word import NotWord, lines_of_word

LARGEST = 50 * 1024 * 1024
TEXT_SUFFIXES = frozenset({"", ".txt", ".text"})
MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
WORD_SUFFIXES = frozenset({".docx", ".docm"})

_SAVE_AS = gettext_noop("请用 Word 或 WPS 打开后另存为 .docx，或把文字复制粘贴进来")
_OCR = gettext_noop("扫描件请先做文字识别（OCR），再另存为 .docx 或 .txt")
_FOREIGN = (
    (b"%PDF", "pdf", gettext_noop("这是 PDF 文件，不是 Word 文档或文本"), _OCR),
    (b"{\\rtf", "rtf", gettext_noop("这是 RTF 文件，不能直接读取"), _SAVE_AS),
    (b"\x89PNG", "image", gettext_noop("这是图片，里面没有可读取的文字"), _OCR),
    (b"\xff\xd8\xff", "image", gettext_noop("这是图片，里面没有可读取的文字"), _OCR),
    (b"GIF8", "image", gettext_noop("这是图片，里面没有可读取的文字"), _OCR),
    (b"II*\0", "image", gettext_noop("这是图片，里面没有可读取的文字"), _OCR),
    (b"MM\0*", "image", gettext_noop("这是图片，里面没有可读取的文字"), _OCR),
    (b"Rar!", "archive", gettext_noop("这是压缩包，不是文档"), gettext_noop("请解压后选择其中的文档")),
    (b"7z\xbc\xaf", "archive", gettext_noop("这是压缩包，不是文档"), gettext_noop("请解压后选择其中的文档")),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PDF_WITHIN = 1024


def open_source(content: bytes, name: str = "") -> Source:
    """The lines of a file named ``name`` (its ending helps, its content decides), or ``Refused``."""
    if len(content) > LARGEST:
        _refuse(
            "too-large",
            gettext_noop("文件超过 %(limit)s MB，太大了"),
            gettext_noop("请只选择讲话或通知的正文，去掉其中的图片后再试"),
            limit=LARGEST // 1024 // 1024,
        )
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xfe\xff"):
        _refuse(
            "empty", gettext_noop("文件是空的"), gettext_noop("请确认选对了文件，或把文字粘贴进来")
        )
    _refuse_foreign(content)
    suffix = PurePath(name).suffix.lower()
    if content.startswith(b"PK\x03\x04") or suffix in WORD_SUFFIXES:
        return _source(content, "docx", "docx", _word(content))
    return _text_source(content, suffix)


def open_text(text: str, *, markdown: bool = False) -> Source:
    """Pasted text; its UTF-8 bytes are kept as the original."""
    return open_source(text.encode("utf-8"), "pasted.md" if markdown else "pasted.txt")


def _refuse(code: str, reason: str, remedy: str, **params: object) -> None:
    raise Refused((Refusal(f"supervision.read.{code}", reason, remedy, params),))


def _refuse_foreign(content: bytes) -> None:
    for start, code, reason, remedy in _FOREIGN:
        if content.lstrip(b"\xef\xbb\xbf \r\n").startswith(start):
            _refuse(code, reason, remedy)
    if b"%PDF-" in content[:_PDF_WITHIN]:
        _refuse("pdf", _FOREIGN[0][2], _OCR)
    if not content.startswith(_OLE):
        return
    if _ENCRYPTED in content:
        _refuse(
            "password",
            gettext_noop("文档设了打开密码，不能读取"),
            gettext_noop("请在 Word 或 WPS 里取消密码，另存后再试"),
        )
    _refuse("old-word", gettext_noop("这是旧格式（.doc 或 .wps）文件，不能直接读取"), _SAVE_AS)


def _word(content: bytes) -> tuple[Line, ...]:
    try:
        lines = lines_of_word(content)
    except NotWord as matter:
        _refuse_word(str(matter))
        raise
    if not any(line.text.strip() for line in lines):
        _refuse("no-text", gettext_noop("文档里没有文字，可能是扫描图片"), _OCR)
    return tuple(lines)


def _refuse_word(matter: str) -> None:
    if matter == "too-large":
        _refuse(
            "too-large-unpacked",
            gettext_noop("文档展开后过大，可能已损坏或含有异常内容"),
            gettext_noop("请只把正文另存为新文档后再试"),
        )
    if matter == "other":
        _refuse("not-word", gettext_noop("文件不是 Word 文档（.docx）"), _SAVE_AS)
    _refuse(
        "damaged",
        gettext_noop("文档已损坏，打不开"),
        gettext_noop("请在 Word 或 WPS 里打开并修复，另存后再试；或向发文单位重新索取"),
    )


def _text_source(content: bytes, suffix: str) -> Source:
    decoded = decode(content)
    if not decoded.is_text:
        _refuse("not-text", gettext_noop("文件里没有可读的文字"), _SAVE_AS)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    rows = visible(text).split("\n")
    kind = "md" if suffix in MARKDOWN_SUFFIXES else "txt"
    lines = lines_of_markdown(rows) if kind == "md" else _plain_lines(rows)
    notices: tuple[Notice, ...] = ()
    if decoded.unreadable:
        notices = (
            Notice(
                "unreadable-characters",
                gettext_noop("有 %(count)s 处字符无法识别，原件可能有损坏"),
                {"count": decoded.unreadable},
            ),
        )
    encoding = decoded.encoding + (" (BOM)" if decoded.marked else "")
    return _source(content, kind, encoding, tuple(lines), notices)


def _plain_lines(rows: list[str]) -> list[Line]:
    table = pattern("layout.table_row")
    return [
        Line(number, row.strip(), aside="table" if table.search(row.strip()) else "")
        for number, row in enumerate(rows, start=1)
    ]


def _source(
    content: bytes,
    kind: str,
    encoding: str,
    lines: tuple[Line, ...],
    notices: tuple[Notice, ...] = (),
) -> Source:
    digest = hashlib.sha256(content).hexdigest()
    return Source(content, digest, kind, encoding, lines, notices)
