"""The public pages. Reports, figures and the record join with their own modules."""

from django.urls import path

from pabolo.doors.public import figures, innovations, pages, report, track

app_name = "public"

urlpatterns = [
    path("", pages.home, name="home"),
    path("lapor", report.report, name="report"),
    path("lacak", track.follow, name="track"),
    path("bantuan", pages.help_nearby, name="help"),
    path("janji", pages.promise, name="promise"),
    path("jejak", pages.traces, name="traces"),
    path("aksesibilitas", pages.accessibility, name="accessibility"),
    path("angka", figures.latest, name="figures"),
    path("angka/rilis/<str:code>.csv", figures.as_csv, name="release_csv"),
    path("angka/rilis/<str:code>.json", figures.as_json, name="release_json"),
    path("angka/rilis/<str:code>.jsonld", figures.described, name="release_described"),
    path("angka/rilis/<str:code>", figures.one, name="release"),
    path("inovasi/", innovations.listed, name="innovations"),
    path("inovasi/<slug:slug>", innovations.one, name="innovation"),
    path("pengasuhan", pages.parenting, name="parenting"),
    path("keluar", pages.leaving, name="leaving"),
    path("komponen", pages.components, name="components"),
    path("komponen/<slug:frame>", pages.frame, name="frame"),
]
