"""The office's addresses: each part of the work brings its own."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "office"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("pabolo.doors.office.today.urls")),
    path("", include("pabolo.doors.office.intake.urls")),
    path("", include("pabolo.doors.office.figures.urls")),
    path("", include("pabolo.doors.office.oversight.urls")),
    path("", include("pabolo.doors.office.network.urls")),
    path("", include("pabolo.doors.office.people.urls")),
    path("", include("pabolo.doors.office.team.urls")),
    path("", include("pabolo.doors.office.glass.urls")),
    path("", include("pabolo.doors.office.visits.urls")),
    path("", include("pabolo.doors.office.documents.urls")),
    path("", include("pabolo.doors.office.settings.urls")),
    path("", include("pabolo.doors.office.instruments.urls")),
    path("", include("pabolo.doors.office.record.urls")),
    path("", include("pabolo.doors.office.watch.urls")),
    path("", include("pabolo.doors.office.rights.urls")),
    path("", include("pabolo.doors.office.retention.urls")),
    path("", include("pabolo.doors.office.planning.urls")),
    path("", include("pabolo.doors.office.legal.urls")),
    path("", include("pabolo.doors.office.assessment.urls")),
    path("", include("pabolo.doors.office.simfoni.urls")),
    path("", include("pabolo.doors.office.doubles.urls")),
    path("", include("pabolo.doors.office.agencies.urls")),
    path("", include("pabolo.doors.office.referrals.urls")),
    path("", include("pabolo.doors.office.conference.urls")),
    path("", include("pabolo.doors.office.transfers.urls")),
    path("", include("pabolo.doors.office.cases.urls")),
]
