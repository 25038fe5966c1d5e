"""The office's first page, finding a file by its code, and help with both."""

from django.urls import path

from pabolo.doors.office.today import finding, views

urlpatterns = [
    path("", views.today, name="today"),
    path("kode/", finding.by_code, name="by_code"),
    path("bantuan/", views.help_page, name="help"),
]
