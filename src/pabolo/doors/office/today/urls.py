"""The office's first page."""

from django.urls import path

from pabolo.doors.office.today import views

urlpatterns = [path("", views.today, name="today")]
