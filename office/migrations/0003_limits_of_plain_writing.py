"""How long a sentence, a paragraph and a title may be, and when a review is announced."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("office", "0002_job_runs")]

    operations = [
        migrations.AddField(
            model_name='officesettings',
            name='paragraph_sentences',
            field=models.PositiveSmallIntegerField(default=3, help_text='The check of pages marks a longer one.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(200)], verbose_name='Sentences in a paragraph'),
        ),
        migrations.AddField(
            model_name='officesettings',
            name='review_notice_days',
            field=models.PositiveSmallIntegerField(default=14, help_text="Calendar days before a page's review date.", validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='Notice before a review'),
        ),
        migrations.AddField(
            model_name='officesettings',
            name='search_title_length',
            field=models.PositiveSmallIntegerField(default=60, help_text='Search engines cut a longer one off.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(200)], verbose_name='Letters of a title'),
        ),
        migrations.AddField(
            model_name='officesettings',
            name='sentence_words',
            field=models.PositiveSmallIntegerField(default=20, help_text='The check of pages marks a longer one. Policies are exempt.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(200)], verbose_name='Words in a sentence'),
        ),
    ]
