from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("applications", "0003_move_files_of_papers"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="paper",
            name="attachment",
        ),
    ]
