from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "zhigong.foundation.inbox"
    label = "inbox"
