from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "zhigong.foundation.ui"
    label = "ui"

    def ready(self) -> None:
        from zhigong.foundation.ui import checks, plain_errors  # noqa: F401, PLC0415  the first registers

        plain_errors.install()
