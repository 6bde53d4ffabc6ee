from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "zhigong.foundation.jobs"
    label = "jobs"
