"""What Python's tools find in spec/catalog/schema.sql: a line of JSON for each step."""
import asyncio
import json
import os
import sys
import tempfile

import asyncpg
import django
import psycopg
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from django.conf import settings
from django.core.management import call_command
from psycopg.types import TypeInfo
from psycopg.types.composite import CompositeInfo
from psycopg.types.enum import EnumInfo

HOST, PORT = os.environ["PGHOST"], os.environ["PGPORT"]
USER, DATABASE = os.environ["PGUSER"], os.environ["PGDATABASE"]


def step(name, value):
    print(json.dumps({"step": name, "value": value}, default=str, sort_keys=True), flush=True)


def sqlalchemy_steps():
    url = sa.engine.URL.create("postgresql+psycopg2", username=USER, host=HOST, port=int(PORT), database=DATABASE)
    engine = sa.create_engine(url, future=True)
    inspector = sa.inspect(engine)
    for schema in ("public", "library"):
        step(f"sqlalchemy {schema}", [sorted(inspector.get_table_names(schema)), sorted(inspector.get_view_names(schema))])
        step(f"sqlalchemy enums of {schema}", inspector.get_enums(schema))
        for table in sorted(inspector.get_table_names(schema) + inspector.get_view_names(schema)):
            columns = inspector.get_columns(table, schema)
            step(f"sqlalchemy columns of {schema}.{table}", [{**column, "type": repr(column["type"])} for column in columns])
            step(
                f"sqlalchemy constraints of {schema}.{table}",
                [
                    inspector.get_pk_constraint(table, schema),
                    sorted(inspector.get_foreign_keys(table, schema), key=str),
                    sorted(inspector.get_unique_constraints(table, schema), key=str),
                    sorted(inspector.get_check_constraints(table, schema), key=str) if table not in inspector.get_view_names(schema) else [],
                    inspector.get_table_comment(table, schema),
                ],
            )
            indexes = [index for index in inspector.get_indexes(table, schema) if index["name"] != "books_cheap"]
            step(f"sqlalchemy indexes of {schema}.{table}", sorted(indexes, key=lambda index: index["name"]))
    step("sqlalchemy sequences", sorted(inspector.get_sequence_names()))
    metadata = sa.MetaData()
    metadata.reflect(engine, views=False)
    metadata.reflect(engine, schema="library", views=False)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_schemas": True})
        step("alembic finds no difference to what was reflected", [str(change) for change in compare_metadata(context, metadata)])
    engine.dispose()


def psycopg_steps():
    with psycopg.connect(host=HOST, port=PORT, user=USER, dbname=DATABASE) as connection:
        for name in ("genre", "library.size"):
            step(f"psycopg enum {name}", EnumInfo.fetch(connection, name).labels)
        for name in ("isbn", "library.positive", "text", "int4"):
            info = TypeInfo.fetch(connection, name)
            step(f"psycopg type {name}", [info.name, info.oid < 16384, info.array_oid > 0])
        for name in ("books", "library.copies"):
            info = CompositeInfo.fetch(connection, name)
            step(f"psycopg composite {name}", [info.name, info.field_names, [oid if oid < 16384 else "user" for oid in info.field_types]])


async def asyncpg_steps():
    connection = await asyncpg.connect(host=HOST, port=PORT, user=USER, database=DATABASE)
    row = await connection.fetchrow("select b.kind, array['novel'::genre, 'story'] as kinds, b as whole, 5::library.positive as number from books b order by id")
    whole = row["whole"]
    step("asyncpg values", [row["kind"], row["kinds"], whole["title"], list(whole.keys()), row["number"]])
    statement = await connection.prepare("select kind, isbn, tags, price from books where kind = $1 and id = any($2)")
    step("asyncpg attributes", [[one.name, one.type.name, one.type.kind, one.type.schema] for one in statement.get_attributes()])
    step("asyncpg parameters", [[one.name, one.kind] for one in statement.get_parameters()])
    await connection.set_type_codec("genre", schema="public", encoder=str, decoder=str.upper, format="text")
    step("asyncpg codec", [one["kind"] for one in await connection.fetch("select kind from books order by id")])
    await connection.close()


def django_steps():
    engine = {"ENGINE": "django.db.backends.postgresql", "HOST": HOST, "PORT": PORT, "USER": USER, "NAME": DATABASE}
    settings.configure(DATABASES={"default": engine}, INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth"], USE_TZ=True, DEFAULT_AUTO_FIELD="django.db.models.AutoField")
    django.setup()
    with tempfile.TemporaryFile("w+") as output:
        call_command("inspectdb", include_views=True, stdout=output)
        output.seek(0)
        step("django inspectdb", output.read().splitlines())
    with tempfile.TemporaryFile("w+") as output:
        call_command("migrate", verbosity=0, stdout=output)
        call_command("inspectdb", "auth_user", "django_content_type", stdout=output)
        output.seek(0)
        step("django migrate", output.read().splitlines())


sqlalchemy_steps()
psycopg_steps()
asyncio.run(asyncpg_steps())
django_steps()
sys.exit(0)
