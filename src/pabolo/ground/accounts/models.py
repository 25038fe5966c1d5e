"""People who work here: accounts, posts, declared kinship."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from pabolo.ground.lib.ids import RandomIdField


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
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until_day__isnull=True)
                | models.Q(until_day__gte=models.F("from_day")),
                name="post_ends_after_it_starts",
            )
        ]


class Kinship(models.Model):
    """A staff member's or activist's own declaration: these names are my kin.

    Sealed: it names people outside the office. Used only to keep grants away from kin.
    """

    id = RandomIdField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="kin")
    sealed = models.BinaryField()
