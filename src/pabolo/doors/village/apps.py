from django.apps import AppConfig


class VillageConfig(AppConfig):
    name = "pabolo.doors.village"
    label = "door_village"
