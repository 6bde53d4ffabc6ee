from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "zhigong.org"
    label = "org"
