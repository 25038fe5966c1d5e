import django.db.models.deletion
from django.db import migrations, models

from pabolo.ground.lib.append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('policy', '0002_simfoni_word'),
    ]

    operations = [
        migrations.CreateModel(
            name='NationalYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('days', models.TextField()),
                ('source', models.CharField(max_length=200)),
                ('set_by', models.UUIDField()),
                ('set_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='CodeChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('what', models.CharField(max_length=20)),
                ('before', models.CharField(blank=True, max_length=120)),
                ('after', models.CharField(blank=True, max_length=120)),
                ('set_by', models.UUIDField()),
                ('set_at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, max_length=400)),
                ('list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='policy.codelist')),
            ],
        ),
        migrations.CreateModel(
            name='DayWithdrawn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('set_by', models.UUIDField()),
                ('set_at', models.DateTimeField()),
                ('local_day', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawn', to='policy.localday')),
            ],
        ),
        migrations.CreateModel(
            name='TakenBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('set_by', models.UUIDField()),
                ('set_at', models.DateTimeField()),
                ('reason', models.CharField(max_length=400)),
                ('setting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='taken_back', to='policy.setting')),
            ],
        ),
        AppendOnly("policy_nationalyear"),
        AppendOnly("policy_codechange"),
        AppendOnly("policy_daywithdrawn"),
        AppendOnly("policy_takenback"),
    ]
