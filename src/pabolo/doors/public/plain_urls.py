"""Addresses without a language: what machines ask for."""

from django.urls import path

from pabolo.doors.public import pages

urlpatterns = [
    path("robots.txt", pages.robots, name="robots"),
    path("favicon.ico", pages.favicon, name="favicon"),
]
