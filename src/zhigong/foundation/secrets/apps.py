from django.apps import AppConfig


class SecretsConfig(AppConfig):
    name = "zhigong.foundation.secrets"
    label = "secrets"
