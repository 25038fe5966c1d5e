from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "pabolo.doors.public"
    label = "door_public"
