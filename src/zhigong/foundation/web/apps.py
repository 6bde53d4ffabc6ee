from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "zhigong.foundation.web"
    label = "web"

    def ready(self) -> None:
        from zhigong.foundation.web.short_ways import take_short_ways  # noqa: PLC0415 (apps first)

        take_short_ways()
