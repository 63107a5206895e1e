from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0014_note_who_entered_what_was_decided")]

    operations = [
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(entered_by__isnull=True) | ~models.Q(decided_by=models.F("entered_by")),
                name="decision_not_by_who_entered",
            ),
        ),
    ]
