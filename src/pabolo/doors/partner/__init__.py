"""Pintu mitra: a partner agency answers a referral with its slip. No account, one packet."""
