"""What the last check of a page found."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0002_second_pair_of_eyes"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name='PageFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('placeholder', 'A fact that nobody confirmed'), ('picture', 'A picture without words'), ('link', 'A link that leads nowhere'), ('sentence', 'A long sentence'), ('paragraph', 'A long paragraph'), ('heading', 'A heading out of order'), ('title', 'A title too long for search results'), ('summary', 'No summary'), ('review', 'No review date'), ('translation', 'A translation is missing or older')], max_length=20, verbose_name='What was found')),
                ('stops', models.BooleanField(default=False, verbose_name='Stops publication')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='Words')),
                ('where', models.CharField(blank=True, max_length=200, verbose_name='Place')),
                ('path', models.CharField(blank=True, editable=False, max_length=200)),
                ('counted_at', models.DateTimeField(verbose_name='Checked')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.page', verbose_name='Page')),
            ],
            options={
                'verbose_name': 'Finding',
                'verbose_name_plural': 'Findings',
                'ordering': ('-stops', 'page__path', 'pk'),
                'default_permissions': (),
                'indexes': [models.Index(fields=['kind', 'page'], name='content_finding_kind')],
            },
        ),
    ]
