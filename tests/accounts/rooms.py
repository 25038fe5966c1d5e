"""The project's routes, and one room behind each door to try the gate on."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from pabolo.config.urls import urlpatterns as project
from pabolo.doors.shared.accounts.step_up import step_up
from pabolo.doors.shared.actors import actor_in


def room(request: HttpRequest) -> HttpResponse:
    written = request.POST.get("story", "")
    return HttpResponse(f"{sorted(actor_in(request).roles)} {written}")


urlpatterns = [
    *project,
    path("dinas/coba/", room, name="room"),
    path("dinas/coba/keluar/", step_up(room), name="room_out"),
    path("desa/coba/", room, name="room_village"),
]
