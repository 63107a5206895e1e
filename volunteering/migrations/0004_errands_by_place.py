from django.db import migrations, models

import services.fields


class Migration(migrations.Migration):

    dependencies = [
        ('volunteering', '0003_ratings_figures_and_incidents_read'),
    ]

    operations = [
        migrations.RemoveField(model_name='errand', name='area'),
        migrations.AddField(
            model_name='errand',
            name='town_part',
            field=models.CharField(choices=[('bahr', 'Yanbu al-Bahr'), ('industrial', 'Yanbu Industrial City'), ('nakhal', 'Yanbu al-Nakhal'), ('around', 'Villages around Yanbu')], default='bahr', help_text='Seen by every volunteer who is asked.', max_length=10, verbose_name='Part of town'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='volunteer',
            name='takes_errands',
            field=models.BooleanField(default=False, verbose_name='Ask me when somebody needs help near me'),
        ),
        migrations.AddField(
            model_name='volunteer',
            name='town_parts',
            field=services.fields.ChoiceListField(blank=True, default=list, verbose_name='Where I can be'),
        ),
    ]
