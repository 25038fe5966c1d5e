"""All routes: each door brings its own.

Pages for people stand in `i18n_patterns`: Indonesian without a prefix, English under `/en`.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("pabolo.doors.public.plain_urls")),
    *i18n_patterns(
        path("", include("pabolo.doors.public.urls")),
        path("masuk/", include("pabolo.doors.shared.accounts.urls")),
        path("mitra/", include("pabolo.doors.partner.urls")),
        path("dinas/", include("pabolo.doors.office.urls")),
        path("desa/", include("pabolo.doors.village.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "pabolo.doors.shared.errors.bad_request"
handler403 = "pabolo.doors.shared.errors.forbidden"
handler404 = "pabolo.doors.shared.errors.not_found"
handler500 = "pabolo.doors.shared.errors.server_error"
