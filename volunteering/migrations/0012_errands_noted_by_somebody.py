from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('volunteering', '0011_errands_noted_before'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='errand',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'done'), _negated=True), models.Q(('minutes__gt', 0), ('noted_by__isnull', False)), _connector='OR'), name='errand_noted_by_somebody'),
        ),
    ]
