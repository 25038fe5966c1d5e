"""Parenting by the child's age: seven stages, in plain sentences.

The stages are PA0 to PA6 of the programme. The sentences are ours and were not yet reviewed by
a psychologist or a paediatrician; the page says so until `REVIEWED` names who did and when.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REVIEWED: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its code and anchor, its name, and what we say about it."""

    code: str
    anchor: str
    name: Promise
    sentences: tuple[Promise, ...]
    help: Promise


STAGES = (
    Stage(
        "PA0",
        "hamil-5-bulan",
        _("Pregnancy–5 months"),
        (
            _("A baby cries to say something: hungry, tired, wet, or wants to be held."),
            _("Breast milk alone is enough until six months. Others can take over the chores."),
            _("Never shake a baby. At your limit, lay the baby down safely and step away."),
            _("Register the birth early. The certificate is free, also without a marriage book."),
        ),
        _("The mother stays sad for over two weeks, or the baby drinks poorly or has a fever."),
    ),
    Stage(
        "PA1",
        "6-23-bulan",
        _("6–23 months"),
        (
            _("A child this age touches everything: that is learning, not naughtiness."),
            _("Keep hot water, wells, medicine and matches out of reach, and forbid less."),
            _("Talk, sing and play face to face. A screen cannot answer a child."),
            _("From six months on, food beside the milk; the posyandu shows what and how much."),
        ),
        _("The child does not respond to sounds, or can no longer do what it could before."),
    ),
    Stage(
        "PA2",
        "2-3-tahun",
        _("2–3 years"),
        (
            _("Saying no and throwing tantrums is normal: feelings, but not yet the words."),
            _("Stay near, stay calm, name the feeling. Talk about it once it is over."),
            _("Give two choices that are both fine with you: the red shirt or the blue one."),
            _("Hitting teaches that the strong may hit. A short, clear sentence teaches more."),
        ),
        _("The child speaks hardly any words, or you notice that you often lose control."),
    ),
    Stage(
        "PA3",
        "4-6-tahun",
        _("4–6 years"),
        (
            _("Children ask why all day long. A short, true answer is enough."),
            _("Teach the proper names of the body. No one may touch what underwear covers."),
            _("Teach that there are no secrets about the body, and name three adults to tell."),
            _("Praise what was done, not only who is clever: you put your toys away."),
        ),
        _("The child is suddenly afraid of a person or a place, or wets the bed again."),
    ),
    Stage(
        "PA4",
        "7-12-tahun",
        _("7–12 years"),
        (
            _("School, friends and being good at something matter now. Ask, then listen."),
            _("Agree on rules for the phone together, and keep to them yourself."),
            _("Know who your child plays and chats with, without spying."),
            _("Help in the house is good. Work that costs school, sleep or health is not."),
        ),
        _("The child no longer wants to go to school, or hides injuries, gifts or messages."),
    ),
    Stage(
        "PA5",
        "13-15-tahun",
        _("13–15 years"),
        (
            _("Body and moods change quickly. Wanting to be alone is part of it."),
            _("Speak about love, sex and consent before others do. Asking is not misbehaving."),
            _("A picture was sent, somebody threatens? Do not scold, keep proof, seek help."),
            _("Being angry and staying in touch go together: I am angry, and I am here."),
        ),
        _("The child speaks of not wanting to live, hurts itself, or vanishes for days."),
    ),
    Stage(
        "PA6",
        "16-18-tahun",
        _("16–18 years"),
        (
            _("Under 18 is a child by law, also when taller than you."),
            _("Marrying ends school for most girls. The law sets 19 for both; waiting protects."),
            _("Let them decide more, and talk about what follows from it."),
            _("Offers of work far away with no contract and no address are often traps."),
        ),
        _("There is pressure to marry, debt from games or loans, or violence in a relationship."),
    ),
)
