from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0007_help_wanted")]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="words_index",
            field=models.TextField(blank=True, default="", editable=False),
        ),
    ]
