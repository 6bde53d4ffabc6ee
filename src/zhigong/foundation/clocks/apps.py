from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "zhigong.foundation.clocks"
    label = "clocks"
