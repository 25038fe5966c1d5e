"""People who work here: accounts, posts, declared kinship, sessions, sign-in attempts."""

from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from pabolo.ground.lib.ids import RandomIdField
from pabolo.ground.vault.fields import SealedField
from pabolo.rules.vocabulary import Facet


class PersonManager(BaseUserManager["Person"]):
    """Creates accounts; Django's authentication asks for it by this interface."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "Person":
        """A new account. Without a password it cannot sign in by one."""
        person = self.model(username=username, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Someone who works here. Staff names are known at work; they are not sealed."""

    id = RandomIdField()
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    # Set by someone else, so the person chooses their own before anything opens.
    password_given = models.BooleanField(default=False)
    # The last 30-second step whose authenticator code was spent: no code works twice.
    code_step = models.BigIntegerField(default=0)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A role held for a time, for a village where the role has one. Acting posts are marked."""

    id = RandomIdField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20)
    village = models.CharField(max_length=13, blank=True)
    acting = models.BooleanField(default=False)
    # The number of the decree by which somebody acts in a post.
    decree = models.CharField(max_length=60, blank=True)
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until_day__isnull=True)
                | models.Q(until_day__gte=models.F("from_day")),
                name="post_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(acting=False) | models.Q(until_day__isnull=False),
                name="post_acting_has_an_end",
            ),
            models.CheckConstraint(
                condition=models.Q(acting=False) | ~models.Q(decree=""),
                name="post_acting_has_a_decree",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "village", "from_day"], name="post_given_once"
            ),
        ]


class Absence(models.Model):
    """Somebody is away from a first to a last day. Why is nobody's business here."""

    id = RandomIdField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")
    from_day = models.DateField()
    until_day = models.DateField()
    state = models.CharField(max_length=10, default="planned")
    recorded_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until_day__gte=models.F("from_day")),
                name="absence_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["planned", "running", "over", "called_off"]),
                name="absence_state_known",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "from_day"], name="absence_by_state")]


class StandIn(models.Model):
    """Who stands in: for one folder, or without one for everything that no other row names."""

    id = RandomIdField()
    absence = models.ForeignKey(Absence, on_delete=models.PROTECT, related_name="stand_ins")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="standing_in")
    folder = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["absence", "folder"], name="one_stand_in_a_folder"),
            models.UniqueConstraint(
                fields=["absence"],
                condition=models.Q(folder__isnull=True),
                name="one_stand_in_for_the_rest",
            ),
        ]


class Kinship(models.Model):
    """A staff member's or activist's own declaration: these names are my kin.

    Sealed: it names people outside the office. Used only to keep grants away from kin.
    """

    id = RandomIdField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="kin")
    sealed = SealedField(facet=Facet.IDENTITY)
    # Whether what the person may see was held against this declaration.
    screened = models.BooleanField(default=False)

    @property
    def folder_id(self) -> UUID:
        """Sealed under the declaring person's own folder."""
        return self.person_id


class ReadingReview(models.Model):
    """What somebody outside found out about an unusual reading. Append-only; the newest counts.

    The word is sealed in a folder of its own: it may tell more than it should.
    """

    id = RandomIdField()
    reader_id = models.UUIDField()
    day = models.DateField()
    sign = models.CharField(max_length=12)
    verdict = models.CharField(max_length=12)
    by_id = models.UUIDField()
    at = models.DateTimeField()
    word = SealedField(facet=Facet.CARE)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(reader_id=models.F("by_id")), name="nobody_reviews_themselves"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["day", "reader_id"], name="review_by_day")]

    @property
    def folder_id(self) -> UUID:
        """Its own."""
        return self.pk


class Session(models.Model):
    """One sign-in on one browser. Its key is kept nowhere: a copied table opens nothing.

    Ended rows stay a little, emptied, so that a form sent too late still finds its person.
    """

    id = RandomIdField()
    key_hash = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="sessions")
    browser = models.CharField(max_length=40, blank=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)


class Attempt(models.Model):
    """Failed sign-ins of one account from one known browser, or from all unknown ones.

    The tag is a short keyed hash: neither a name nor an address can be read from it, and the
    table cannot grow without bound.
    """

    tag = models.CharField(max_length=12, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    wait_until = models.DateTimeField()
