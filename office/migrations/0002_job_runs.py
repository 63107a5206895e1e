"""How the last run of each scheduled command went."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("office", "0001_holidays_branches_settings")]

    operations = [
        migrations.CreateModel(
            name='JobRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='Work')),
                ('last_started_at', models.DateTimeField(editable=False, null=True, verbose_name='Last start')),
                ('last_finished_at', models.DateTimeField(editable=False, null=True, verbose_name='Last end')),
                ('last_error', models.CharField(blank=True, editable=False, max_length=80, verbose_name='Failure')),
                ('leased_until', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'verbose_name': 'Scheduled work',
                'verbose_name_plural': 'Scheduled work',
                'ordering': ('name',),
                'default_permissions': ('view',),
            },
        ),
    ]
