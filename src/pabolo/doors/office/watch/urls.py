"""Addresses of the watch-list; included by the office's own."""

from django.urls import path

from pabolo.doors.office.watch import kinds, listing, one

urlpatterns = [
    path("pantauan/", listing.watch, name="watch"),
    path("pantauan/angka/", listing.counted, name="watch_counts"),
    path("pantauan/<uuid:item_id>/", one.item, name="watch_item"),
    path("pengaturan/pantauan/", kinds.kinds, name="watch_kinds"),
    path("pengaturan/pantauan/<slug:kind>/", kinds.kind, name="watch_kind"),
]
