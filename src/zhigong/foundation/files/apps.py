from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "zhigong.foundation.files"
    label = "files"
