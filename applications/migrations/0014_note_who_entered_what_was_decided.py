from django.db import migrations
from django.db.models import OuterRef, Subquery


def note(apps, schema_editor):
    """Who wrote the request down stands on the decisions that were made before the column was."""
    application = apps.get_model("applications", "Application").objects.filter(pk=OuterRef("application"))
    decisions = apps.get_model("applications", "Decision").objects
    decisions.update(entered_by=Subquery(application.values("entered_by")[:1]))


class Migration(migrations.Migration):
    dependencies = [("applications", "0013_decisions_keep_who_entered")]

    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
