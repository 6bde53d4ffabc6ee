from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "zhigong.foundation.web"
    label = "web"
