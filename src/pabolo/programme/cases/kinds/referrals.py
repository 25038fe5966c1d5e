"""What a case's journal says of its referrals: that there is one and how it moved. No agency."""

from pabolo.programme.cases.kinds.base import Line


class Referred(Line, frozen=True, kw_only=True, tag="referred"):
    """The office moved a referral. `state` is a code of `rules.vocabulary.ReferralState`."""

    referral: str
    state: str
