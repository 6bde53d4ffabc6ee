from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "zhigong.foundation.imports"
    label = "imports"
