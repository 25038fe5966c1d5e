from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "pabolo.doors.office"
    label = "door_office"
