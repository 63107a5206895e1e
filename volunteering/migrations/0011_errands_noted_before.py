from django.db import migrations
from django.db.models import F


def note(apps, schema_editor):
    """What was noted before stands in the name of whoever asked for it."""
    Errand = apps.get_model("volunteering", "Errand")
    Errand.objects.filter(status="done", noted_by=None).update(noted_by=F("asked_by"))


class Migration(migrations.Migration):

    dependencies = [
        ('volunteering', '0010_errands_know_who_noted_them'),
    ]

    operations = [
        migrations.RunPython(note, migrations.RunPython.noop),
    ]
