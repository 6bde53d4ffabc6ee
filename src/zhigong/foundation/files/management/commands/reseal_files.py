"""Encrypt all kept files anew under the key in use (after ``rotate_keys``)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from zhigong.foundation.files.actions import reseal_files


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(reseal_files()))
