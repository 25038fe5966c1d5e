"""What the answers to a kind's questions say, in the words of the screen."""

from collections.abc import Mapping

from django.utils.translation import gettext

from pabolo.programme.watchlist.kinds import say
from pabolo.rules.instruments import NO, YES, Question
from pabolo.rules.watchlist import WatchKind


def answers_said(kind: WatchKind, answers: Mapping[str, str]) -> list[str]:
    """One sentence a question that was answered, in the order of the kind."""
    return [": ".join(pair) for pair in pairs_said(kind, answers)]


def pairs_said(kind: WatchKind, answers: Mapping[str, str]) -> list[tuple[str, str]]:
    """The same as question and answer."""
    return [
        (say(question.words).rstrip(" :…"), answer_said(question, answers[question.code]))
        for question in kind.questions
        if answers.get(question.code)
    ]


def answer_said(question: Question, answer: str) -> str:
    """One answer in words; an answer that is no longer offered comes back as it is."""
    fixed = {YES: gettext("yes"), NO: gettext("no")}
    chosen = {choice.code: say(choice.words) for choice in question.choices}
    return chosen.get(answer) or fixed.get(answer, answer)
