from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("volunteering", "0007_events_of_joining")]

    operations = [
        migrations.AddField(
            model_name="placement",
            name="stripped_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="volunteer",
            name="stripped_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
