"""The public pages. Reports, figures and the record join with their own modules."""

from django.urls import path

from pabolo.doors.public import pages, report, track

app_name = "public"

urlpatterns = [
    path("", pages.home, name="home"),
    path("lapor", report.report, name="report"),
    path("lacak", track.follow, name="track"),
    path("bantuan", pages.help_nearby, name="help"),
    path("janji", pages.promise, name="promise"),
    path("jejak", pages.traces, name="traces"),
    path("aksesibilitas", pages.accessibility, name="accessibility"),
    path("pengasuhan", pages.parenting, name="parenting"),
    path("keluar", pages.leaving, name="leaving"),
    path("komponen", pages.components, name="components"),
    path("komponen/<slug:frame>", pages.frame, name="frame"),
]
