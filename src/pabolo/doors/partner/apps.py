from django.apps import AppConfig


class PartnerConfig(AppConfig):
    name = "pabolo.doors.partner"
    label = "door_partner"
