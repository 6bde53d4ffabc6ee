from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "zhigong.foundation.search"
    label = "search"
