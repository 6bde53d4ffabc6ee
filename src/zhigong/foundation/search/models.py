"""One row for every record that can be found."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """What is shown of a record, and what it is found by.

    ``text`` is the folded text of title, note, words and names, by which phrases are checked;
    ``hashes`` are keyed hashes of numbers.
    """

    subject = models.TextField(_("对象"), primary_key=True)
    kind = models.TextField(_("类别"))
    module = models.TextField(_("所属业务"))
    unit_path = models.TextField(_("所属单位路径"), blank=True, db_collation="C")
    title = models.TextField(_("标题"))
    note = models.TextField(_("说明"), blank=True)
    url = models.TextField(_("地址"))
    at = models.DateField(_("日期"))
    text = models.TextField(_("检索文字"))
    tokens = ArrayField(models.TextField(), verbose_name=_("检索词"))
    hashes = ArrayField(models.BinaryField(), default=list, verbose_name=_("号码索引"))

    class Privacy:
        personal = ("title", "note", "text", "tokens", "hashes")
        kept = "with the record"
        scrubbed = {"title": "record", "note": "", "text": "", "tokens": [], "hashes": []}

    class Meta:
        verbose_name = _("检索条目")
        indexes = [
            GinIndex(fields=["tokens"], name="search_tokens", fastupdate=False),
            GinIndex(fields=["hashes"], name="search_hashes", fastupdate=False),
            models.Index(fields=["-at", "subject"], name="search_at"),
        ]

    def __str__(self) -> str:
        return self.subject
