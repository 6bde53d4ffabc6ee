from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "zhigong.foundation.tables"
    label = "tables"
