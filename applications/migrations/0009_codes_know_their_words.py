from django.db import migrations, models


class Migration(migrations.Migration):
    """A code signs the words that were shown beside the answers, so it keeps their version."""

    dependencies = [
        ("applications", "0008_one_open_question_a_page"),
    ]

    operations = [
        migrations.AddField(
            model_name="signingcode",
            name="text_version",
            field=models.CharField(default="", max_length=16),
        ),
    ]
