"""Addresses of the office's figures and releases; included by the office's own."""

from django.urls import path

from pabolo.doors.office.figures import adults, releases, views

urlpatterns = [
    path("angka/", views.dashboard, name="figures"),
    path("angka/daftar/", views.behind, name="figure_list"),
    path("angka/dewasa/", adults.adult_counts, name="adult_counts"),
    path("angka/rilis/", releases.releases, name="releases"),
    path("angka/rilis/<uuid:release_id>/", releases.release, name="release"),
    path("angka/rilis/<uuid:release_id>/<slug:to>/", releases.step, name="release_step"),
]
