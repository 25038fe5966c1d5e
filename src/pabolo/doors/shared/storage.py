"""Static files by the hash of their content, modules that import each other included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Hashed(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """As WhiteNoise does it; `import … from "./x.js"` is rewritten to the hashed name too."""

    support_js_module_import_aggregation = True
