"""The one address of the partners. The code travels in the body, never in an address."""

from django.urls import path

from pabolo.doors.partner import slip

app_name = "partner"

urlpatterns = [path("", slip.slip, name="slip")]
