from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "zhigong.identity"
    label = "identity"
