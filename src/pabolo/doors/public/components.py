def sheet() -> dict[str, object]:
    return {}
