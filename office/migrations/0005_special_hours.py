from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("office", "0004_kinds_of_occasion")]

    operations = [
        migrations.CreateModel(
            name='SpecialHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Such as Ramadan.', max_length=100, verbose_name='Occasion')),
                ('first_day', models.DateField(verbose_name='First day')),
                ('last_day', models.DateField(verbose_name='Last day')),
                ('opening_time', models.TimeField(verbose_name='Opening time')),
                ('closing_time', models.TimeField(verbose_name='Closing time')),
            ],
            options={
                'verbose_name': 'Special hours',
                'verbose_name_plural': 'Special hours',
                'ordering': ('first_day',),
                'constraints': [models.CheckConstraint(condition=models.Q(('first_day__lte', models.F('last_day'))), name='office_special_days_in_order', violation_error_message="The last day can't come before the first."), models.CheckConstraint(condition=models.Q(('opening_time__lt', models.F('closing_time'))), name='office_special_opens_before_it_closes', violation_error_message="The closing can't come before the opening.")],
            },
        ),
    ]
