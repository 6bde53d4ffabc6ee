from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "zhigong.foundation.documents"
    label = "documents"
