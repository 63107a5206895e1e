"""Papers kept so far showed open facts as they are written; each is set anew when somebody asks for it."""

from django.db import migrations


def forget(apps, schema_editor):
    apps.get_model("policies", "PolicyPaper").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("policies", "0004_versions_of_live_policies")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
