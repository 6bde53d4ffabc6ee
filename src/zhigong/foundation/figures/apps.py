from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "zhigong.foundation.figures"
    label = "figures"
