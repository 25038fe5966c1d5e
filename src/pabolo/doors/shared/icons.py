"""Which shapes stand beside our words? 24 px grid, 2 px line, always next to a word."""

ICONS: dict[str, str] = {
    "alarm": "M12 3l10 18H2zM12 9v6M12 17.8v.2",
    "arrow": "M5 12h14M13 6l6 6-6 6",
    "back": "M19 12H5M11 6l-6 6 6 6",
    "calendar": "M4 5h16v15H4zM4 10h16M8 3v4M16 3v4",
    "check": "M4 12.5l5 5L20 6.5",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2",
    "device": "M7 2h10v20H7zM11 18.5h2",
    "differs": "M5 9h14M5 15h14M15 5L9 19",
    "equal": "M5 9h14M5 15h14",
    "exit": "M10 4H4v16h6M9 12h11M15 7l5 5-5 5",
    "eye": "M3 12c2-4 5-6 9-6s7 2 9 6c-2 4-5 6-9 6s-7-2-9-6z"
    "M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
    "find": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20",
    "flag": "M6 21V4h12l-3 4 3 4H6",
    "home": "M4 11l8-7 8 7v9H4zM10 20v-6h4v6",
    "letter": "M3 6h18v12H3zM3 6.5l9 7 9-7",
    "lock": "M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3",
    "message": "M4 5h16v11H10l-5 4v-4H4z",
    "none": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM6 6l12 12",
    "office": "M4 21V5l8-3v19M12 9h8v12M3 21h18M8 8v.2M8 12v.2M8 16v.2M16 13v.2M16 17v.2",
    "page": "M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h5",
    "people": "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z"
    "M2.5 20c0-3.5 2.7-5 6.5-5s6.5 1.5 6.5 5"
    "M16 5.3a3.5 3.5 0 0 1 0 6.4M18 15.3c2.2.6 3.5 2.2 3.5 4.7",
    "phone": "M5 3h4l2 5-2.5 2a12 12 0 0 0 5.5 5.5L16 13l5 2v4"
    "a2 2 0 0 1-2 2A16 16 0 0 1 3 5a2 2 0 0 1 2-2z",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z",
    "question": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z"
    "M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.8v.2",
    "undo": "M4 9h10a5 5 0 0 1 0 10H8M8 5L4 9l4 4",
    "unseen": "M3 3l18 18M10 6.2A9 9 0 0 1 21 12a14 14 0 0 1-2.5 3"
    "M6 8a13 13 0 0 0-3 4c2 4 5 6 9 6 1 0 2-.1 3-.4",
    "warning": "M12 3l9.5 17h-19zM12 10v4M12 17v.2",
}
