"""Who is the second person where one may not decide alone?

One person in several posts never approves their own request. In a small unit the second is an
acting holder of the post, then the head of the agency, then the province's unit.
"""

from collections.abc import Collection
from uuid import UUID

from pabolo.rules.duties import Posts
from pabolo.rules.vocabulary import Role

SECOND_POSTS = (Role.SUPERVISOR, Role.AGENCY_HEAD, Role.PROVINCE_UNIT)


def others_in(role: Role, posts: Posts, not_by: Collection[UUID]) -> frozenset[UUID]:
    """Who holds the post besides these people?

    Source: separation of duties.
    """
    return frozenset(posts.get(role, ())) - frozenset(not_by)
