"""The office's rooms around referrals: of one case, of all, the slip."""
