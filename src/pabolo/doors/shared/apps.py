from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "pabolo.doors.shared"
    label = "door_shared"
