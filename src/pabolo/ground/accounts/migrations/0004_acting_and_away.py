from django.db import migrations, models
from django.db.migrations.state import StateApps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def name_missing_decrees(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Acting posts given before decrees were kept say that theirs was not written down."""
    apps.get_model("accounts", "Post").objects.filter(acting=True, decree="").update(decree="-")


class Migration(migrations.Migration):

    dependencies = [("accounts", "0003_screened_kin")]

    operations = [
        migrations.AddField("post", "decree", models.CharField(blank=True, default="", max_length=60), preserve_default=False),
        migrations.RunPython(name_missing_decrees, migrations.RunPython.noop),
    ]
