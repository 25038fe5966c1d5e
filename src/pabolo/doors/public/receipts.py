"""What somebody is shown after reporting: the code twice, what happens next, a shopping list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pabolo.doors.shared.one_time import Token
from pabolo.programme.intake.actions.submission import Sent
from pabolo.programme.intake.queries.promises import promises
from pabolo.programme.intake.words import code_words
from pabolo.rules.codes import grouped, words_from_code

PAGES = {
    "receipt": "public/report/receipt.html",
    "saved": "public/report/saved.html",
    "list": "public/report/list.html",
}


def receipt_page(
    request: HttpRequest, sent: Sent, token: Token, page: str = "receipt"
) -> HttpResponse:
    """One of the three pages. They carry the form's token, so none of them is kept anywhere."""
    words = {
        "sent": sent,
        "token": token,
        "groups": grouped(sent.code).split("-"),
        "code_words": words_from_code(sent.code, code_words()),
        "promises": promises(sent.received_day),
    }
    return render(request, PAGES[page], words)
