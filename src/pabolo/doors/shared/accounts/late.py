"""What happens to a form whose token is no longer good (another tab signed in, a day went by)?"""

from django.http import HttpRequest, HttpResponse

from pabolo.doors.shared.accounts import kept as keeping
from pabolo.doors.shared.accounts.pages import send_again, sign_in_again
from pabolo.doors.shared.errors import csrf_failed
from pabolo.ground.lib.clock import now


def late_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF failure view: our own form comes back with its text, a stranger's does not."""
    if not (keeping.came_from_here(request) and keeping.worth_keeping(request)):
        return csrf_failed(request, reason)
    if request.user.is_authenticated:
        return send_again(request, keeping.read(request, request.user.pk, now()), status=403)
    whose = getattr(request.session, "ended_for", None)
    return sign_in_again(request, keeping.read(request, whose, now()))
