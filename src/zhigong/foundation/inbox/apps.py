from django.apps import AppConfig

from zhigong.foundation.counts import count


class InboxConfig(AppConfig):
    name = "zhigong.foundation.inbox"
    label = "inbox"

    def ready(self) -> None:
        from zhigong.foundation.inbox.queries import COUNT, whose  # noqa: PLC0415 (models come later)

        count("waiting", COUNT, lambda actor: whose(actor) if actor.grants else None)
