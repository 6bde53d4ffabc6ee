"""Make a new key and seal every secret anew under it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from zhigong.foundation.secrets.actions import reseal_everything
from zhigong.foundation.secrets.keyring import CannotUnseal, WrongKeys
from zhigong.foundation.secrets.ring import add_key
from zhigong.kernel.actor import SYSTEM


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reseal-only", action="store_true", help="no new key")
        parser.add_argument("--batch", type=int, default=500)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if not options["reseal_only"]:
                add_key()
            done = reseal_everything(actor=SYSTEM, batch=options["batch"])
        except (WrongKeys, CannotUnseal) as error:
            raise CommandError(_(str(error))) from error
        for column, count in done.items():
            self.stdout.write(f"{column}\t{count}")
