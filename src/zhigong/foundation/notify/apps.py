from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "zhigong.foundation.notify"
    label = "notify"
