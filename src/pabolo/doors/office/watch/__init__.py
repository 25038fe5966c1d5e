"""The watch-list in the office: what is due, the owner agencies' answers, the kinds."""
