"""The library through SQLAlchemy: create_all, Alembic's operations and comparison, sessions, relationships, reflection."""
import os
import sys
import uuid

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata, produce_migrations
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import orm
from sqlalchemy.dialects import postgresql

sys.path.append(os.path.join(os.path.dirname(__file__), "..", "support"))
from program import AUTHORS, BOOKS, TOPICS, Undo, step, texts  # noqa: E402

server = sa.engine.URL.create(
    "postgresql+psycopg2",
    username=os.environ["PGUSER"],
    host=os.environ["PGHOST"],
    port=int(os.environ["PGPORT"]),
    database=os.environ["PGDATABASE"],
)
engine = sa.create_engine(server, future=True, pool_size=4)


def tables(later):
    """The library's tables before and after the second migration."""
    metadata = sa.MetaData()
    genre = sa.Enum("novel", "story", name="genre")
    sa.Table(
        "authors",
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("email", sa.String(120)),
        *([sa.Column("country", sa.String(2)), sa.UniqueConstraint("email", name="authors_email_key")] if later else []),
    )
    sa.Table(
        "books",
        metadata,
        sa.Column("id", sa.Integer, sa.Identity(always=False), primary_key=True),
        sa.Column("title", sa.String(120), nullable=False, index=later),
        sa.Column("published" if later else "year", sa.Integer, nullable=False),
        sa.Column("price", sa.Numeric(8, 2), nullable=False, server_default="0"),
        sa.Column("genre", genre, nullable=False, server_default="novel"),
        sa.Column("labels", postgresql.ARRAY(sa.Text)),
        sa.Column("details", postgresql.JSONB),
        sa.Column("lent", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.Column("author_id", sa.ForeignKey("authors.id", ondelete="CASCADE"), nullable=False),
    )
    sa.Table(
        "topics",
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        *([sa.UniqueConstraint("name", name="topics_name_key")] if later else []),
    )
    sa.Table(
        "book_topics",
        metadata,
        sa.Column("book_id", sa.ForeignKey("books.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("topic_id", sa.ForeignKey("topics.id"), primary_key=True),
    )
    if later:
        sa.Table(
            "reviews",
            metadata,
            sa.Column("id", postgresql.UUID(as_uuid=True), primary_key=True),
            sa.Column("body", sa.Text),
            sa.Column("book_id", sa.ForeignKey("books.id", ondelete="CASCADE"), nullable=False),
        )
    return metadata


before, after = tables(False), tables(True)


class Author:
    def __init__(self, **values):
        for name, value in values.items():
            setattr(self, name, value)


class Book(Author):
    pass


class Topic(Author):
    pass


class Review(Author):
    pass


mapper = orm.registry()
mapper.map_imperatively(Author, after.tables["authors"], properties={
    "books": orm.relationship(Book, back_populates="author", order_by=after.tables["books"].c.title, passive_deletes=True),
})
mapper.map_imperatively(Book, after.tables["books"], properties={
    "author": orm.relationship(Author, back_populates="books"),
    "topics": orm.relationship(Topic, secondary=after.tables["book_topics"], order_by=after.tables["topics"].c.name),
})
mapper.map_imperatively(Topic, after.tables["topics"])
mapper.map_imperatively(Review, after.tables["reviews"])
Session = orm.sessionmaker(engine, future=True)


@step("created schema")
def created_schema():
    before.create_all(engine)
    # A second time finds everything there.
    before.create_all(engine)
    with engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), before)


@step("migrations")
def migrations():
    with engine.begin() as connection:
        context = MigrationContext.configure(connection)
        # Autogeneration cannot know that a column has another name.
        Operations(context).alter_column("books", "year", new_column_name="published")
    with engine.begin() as connection:
        context = MigrationContext.configure(connection)
        operations = Operations(context)

        def apply(group):
            for operation in group.ops:
                if hasattr(operation, "ops"):
                    apply(operation)
                else:
                    operations.invoke(operation)

        apply(produce_migrations(context, after).upgrade_ops)
    with engine.begin() as connection:
        operations = Operations(MigrationContext.configure(connection))
        operations.alter_column("reviews", "body", type_=sa.String(500), nullable=False, server_default="")
        operations.alter_column("reviews", "body", type_=sa.Text, nullable=True, server_default=None)
        operations.add_column("reviews", sa.Column("stars", sa.SmallInteger))
        operations.create_index("reviews_stars", "reviews", ["stars"])
        operations.drop_index("reviews_stars")
        operations.drop_column("reviews", "stars")
    with engine.connect() as connection:
        return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), after)


@step("created")
def created():
    with Session.begin() as session:
        authors = [Author(**author) for author in AUTHORS]
        topics = [Topic(name=name) for name in TOPICS]
        session.add_all(authors + topics)
        session.flush()
        for book in BOOKS:
            session.add(Book(**{
                **book,
                "author": next(author for author in authors if author.name == book["author"]),
                "topics": [topic for topic in topics if topic.name in book["topics"]],
            }))
        return [[author.id, author.name] for author in authors]


LOADS = {"selectin": orm.selectinload, "joined": orm.joinedload, "subquery": orm.subqueryload}

for how, load in LOADS.items():
    suffix = "" if how == "selectin" else f", {how}"

    @step(f"one to many{suffix}")
    def one_to_many():
        with Session() as session:
            found = session.scalars(sa.select(Author).options(load(Author.books)).order_by(Author.name)).unique()
            return [[author.name, [book.title for book in author.books]] for author in found]

    @step(f"many to many{suffix}")
    def many_to_many():
        with Session() as session:
            found = session.scalars(sa.select(Book).options(load(Book.topics)).order_by(Book.title)).unique()
            return [[book.title, [topic.name for topic in book.topics]] for book in found]


@step("aggregate")
def aggregate():
    query = (
        sa.select(Author.name, sa.func.count(Book.id), sa.func.sum(Book.price), sa.func.max(Book.published))
        .join(Author.books)
        .group_by(Author.name)
        .having(sa.func.count(Book.id) >= 1)
        .order_by(Author.name)
    )
    with Session() as session:
        return texts(session.execute(query))


@step("window")
def window():
    place = sa.func.row_number().over(partition_by=Book.author_id, order_by=Book.published.desc())
    with Session() as session:
        return texts(session.execute(sa.select(Book.title, place).order_by(Book.title)))


@step("page")
def page():
    with Session() as session:
        titles = session.scalars(sa.select(Book.title).order_by(Book.title).limit(2).offset(2)).all()
        return {"titles": titles, "total": session.scalar(sa.select(sa.func.count()).select_from(Book))}


@step("json")
def json_path():
    with Session() as session:
        found = session.scalars(sa.select(Book).where(Book.details["pages"].astext.cast(sa.Integer) == 204))
        return [[book.title, book.details] for book in found]


@step("json contains")
def json_contains():
    with Session() as session:
        return session.scalars(sa.select(Book.title).where(Book.details.contains({"awards": ["Hugo"]}))).all()


@step("array")
def array():
    with Session() as session:
        found = session.scalars(sa.select(Book).where(Book.labels.any("physics")).order_by(Book.title))
        return [[book.title, book.labels] for book in found]


@step("insensitive")
def insensitive():
    with Session() as session:
        return session.scalars(sa.select(Book.title).where(Book.title.ilike("the %")).order_by(Book.title)).all()


@step("enum")
def enum():
    with Session.begin() as session:
        session.execute(sa.update(Book).where(Book.title == "Flights").values(genre="story"))
        found = session.scalars(sa.select(Book).order_by(Book.genre, Book.title))
        rows = [[book.title, book.genre] for book in found]
    try:
        with engine.begin() as connection:
            connection.execute(sa.text("update books set genre = 'poem'"))
    except sa.exc.DataError as error:
        return {"rows": rows, "error": [type(error).__name__, error.orig.pgcode]}


@step("upsert")
def upsert():
    with Session.begin() as session:
        topics = postgresql.insert(Topic).values([{"name": "science"}, {"name": "music"}])
        session.execute(topics.on_conflict_do_nothing(index_elements=["name"]))
        author = postgresql.insert(Author).values(name="Ursula K.", email="ursula@example.org", country="US")
        session.execute(author.on_conflict_do_update(
            constraint="authors_email_key",
            set_={"name": author.excluded.name, "country": author.excluded.country},
        ))
    with Session() as session:
        authors = session.execute(sa.select(Author.name, Author.country).order_by(Author.id))
        return {"authors": [list(row) for row in authors], "topics": session.scalars(sa.select(Topic.name).order_by(Topic.name)).all()}


@step("returning")
def returning():
    with Session() as session:
        changed = session.execute(
            sa.update(Book).where(Book.published < 1970).values(price=Book.price * 2).returning(Book.title, Book.price)
        )
        return texts(changed)


def failure(function):
    try:
        with Session.begin() as session:
            function(session)
    except sa.exc.DBAPIError as error:
        return [type(error).__name__, error.orig.pgcode, error.orig.diag.constraint_name]


@step("unique")
def unique():
    return failure(lambda session: session.add(Topic(name="science")))


@step("foreign")
def foreign():
    return failure(lambda session: session.add(Review(id=uuid.UUID(int=1), book_id=99)))


def country_of(session, name, country):
    session.execute(sa.update(Author).where(Author.name == name).values(country=country))


@step("transaction")
def transaction():
    try:
        with Session.begin() as session:
            country_of(session, "Olga", "PL")
            raise Undo()
    except Undo:
        pass
    with Session() as session:
        rolled_back = session.scalar(sa.select(Author.country).where(Author.name == "Olga"))
    with Session.begin() as session:
        country_of(session, "Olga", "PL")
        try:
            with session.begin_nested():
                country_of(session, "Olga", "XX")
                session.add(Topic(name="science"))
        except sa.exc.IntegrityError:
            pass
        with session.begin_nested():
            country_of(session, "Stanislaw", "PL")
        session.scalars(sa.select(Author).where(Author.name == "Olga").with_for_update()).one()
    with Session() as session:
        found = sa.select(Author.country).where(Author.name.in_(["Olga", "Stanislaw"])).order_by(Author.name)
        return {"rolledBack": rolled_back, "countries": session.scalars(found).all()}


@step("many rows")
def many_rows():
    with Session() as session:
        session.execute(sa.insert(Topic), [{"name": f"topic {number}"} for number in range(1000)])
        count = session.scalar(sa.select(sa.func.count()).where(Topic.name.like("topic %")))
        session.rollback()
        return count


@step("delete")
def delete():
    with Session.begin() as session:
        for number, title in enumerate(["Flights", "Solaris"]):
            book = session.scalars(sa.select(Book).where(Book.title == title)).one()
            session.add(Review(id=uuid.UUID(int=number), body=title, book_id=book.id))
        session.flush()
        session.delete(session.scalars(sa.select(Author).where(Author.name == "Stanislaw")).one())
    with Session() as session:
        titles = session.scalars(sa.select(Book.title).order_by(Book.title)).all()
        return {"books": titles, "reviews": session.scalar(sa.select(sa.func.count()).select_from(Review))}


@step("introspection")
def introspection():
    metadata = sa.MetaData()
    metadata.reflect(engine)
    inspector = sa.inspect(engine)
    return {
        name: {
            "columns": [[column.name, str(column.type), column.nullable, column.primary_key] for column in table.columns],
            "foreign keys": sorted([key.parent.name, key.target_fullname, key.ondelete] for key in table.foreign_keys),
            "indexes": sorted([index.name, index.unique] for index in table.indexes),
            "unique": inspector.get_unique_constraints(name),
            "primary key": inspector.get_pk_constraint(name),
        }
        for name, table in sorted(metadata.tables.items())
    }


engine.dispose()
