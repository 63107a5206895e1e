from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("office", "0003_limits_of_plain_writing")]

    operations = [
        migrations.AddField(
            model_name='holiday',
            name='occasion',
            field=models.CharField(blank=True, choices=[('founding_day', 'Founding Day'), ('eid_al_fitr', 'Eid al-Fitr'), ('arafah', 'Day of Arafah'), ('eid_al_adha', 'Eid al-Adha'), ('national_day', 'National Day'), ('other', 'Another occasion')], default='other', help_text='A known one is named to visitors in their own language.', max_length=20, verbose_name='Kind of occasion'),
        ),
    ]
