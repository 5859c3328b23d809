"""The library through Django: migrations, models, prefetching, transactions, inspectdb."""
import io
import os
import sys

import django
from django.conf import settings

here = os.path.dirname(__file__)
sys.path.extend([here, os.path.join(here, "..", "support")])
sys.dont_write_bytecode = True

settings.configure(
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": os.environ["PGDATABASE"],
            "USER": os.environ["PGUSER"],
            "HOST": os.environ["PGHOST"],
            "PORT": os.environ["PGPORT"],
        }
    },
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.postgres", "library"],
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    USE_TZ=True,
)
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.paginator import Paginator  # noqa: E402
from django.db import IntegrityError, connection, transaction  # noqa: E402
from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, Sum, Window  # noqa: E402
from django.db.models.functions import ExtractYear, RowNumber, Upper  # noqa: E402
from library.models import Author, Book, Review, Topic  # noqa: E402
from program import AUTHORS, BOOKS, TOPICS, Undo, step, texts  # noqa: E402


def command(*arguments):
    output = io.StringIO()
    call_command(*arguments, stdout=output, no_color=True)
    return output.getvalue().splitlines()


@step("migrations")
def migrations():
    command("migrate", "library", "0001")
    command("migrate", "library", "0002")
    command("migrate", "library", "0001")
    command("migrate")
    return command("showmigrations", "library")


@step("nothing left to migrate")
def nothing_left():
    return command("makemigrations", "--dry-run")


@step("created")
def created():
    authors = [Author.objects.create(**author) for author in AUTHORS]
    topics = Topic.objects.bulk_create([Topic(name=name) for name in TOPICS])
    for values in BOOKS:
        values = dict(values)
        names = values.pop("topics")
        author = next(author for author in authors if author.name == values["author"])
        book = Book.objects.create(**{**values, "author": author})
        book.topics.set([topic for topic in topics if topic.name in names])
    return [[author.id, author.name] for author in authors]


@step("one to many")
def one_to_many():
    books = Prefetch("books", queryset=Book.objects.order_by("title"))
    found = Author.objects.prefetch_related(books).order_by("name")
    return [[author.name, [book.title for book in author.books.all()]] for author in found]


@step("many to many")
def many_to_many():
    topics = Prefetch("topics", queryset=Topic.objects.order_by("name"))
    found = Book.objects.select_related("author").prefetch_related(topics).order_by("title")
    return [[book.title, [topic.name for topic in book.topics.all()]] for book in found]


@step("aggregate")
def aggregate():
    found = (
        Author.objects.annotate(count=Count("books"), total=Sum("books__price"), latest=Max("books__published"))
        .filter(count__gte=1)
        .order_by("name")
    )
    return texts(found.values_list("name", "count", "total", "latest"))


@step("expressions")
def expressions():
    found = Author.objects.annotate(
        physicist=Exists(Book.objects.filter(author=OuterRef("pk"), labels__contains=["physics"])),
        upper=Upper("name"),
        old=Count("books", filter=Q(books__published__lt=1972)),
    ).order_by("name")
    places = Book.objects.annotate(
        place=Window(RowNumber(), partition_by=[F("author")], order_by=F("published").desc()),
        this_year=ExtractYear("added"),
    ).order_by("title")
    return [
        [[author.upper, author.physicist, author.old] for author in found],
        [[book.title, book.place, book.this_year == book.added.year] for book in places],
    ]


@step("page")
def page():
    paginator = Paginator(Book.objects.order_by("title"), 2)
    return {"titles": [book.title for book in paginator.page(2)], "total": paginator.count}


@step("json")
def json_path():
    return [[book.title, book.details] for book in Book.objects.filter(details__pages=204)]


@step("json contains")
def json_contains():
    return list(Book.objects.filter(details__contains={"awards": ["Hugo"]}).values_list("title", flat=True))


@step("array")
def array():
    return [[book.title, book.labels] for book in Book.objects.filter(labels__contains=["physics"]).order_by("title")]


@step("insensitive")
def insensitive():
    return list(Book.objects.filter(title__istartswith="the ").order_by("title").values_list("title", flat=True))


@step("pattern")
def pattern():
    return list(Book.objects.filter(title__regex=r"^The \w+$").values_list("title", flat=True))


@step("upsert")
def upsert():
    Topic.objects.bulk_create([Topic(name="science"), Topic(name="music")], ignore_conflicts=True)
    author, made = Author.objects.update_or_create(
        email="ursula@example.org", defaults={"name": "Ursula K.", "country": "US"}
    )
    if made or author.id != 1:
        raise AssertionError("the author was there before")
    return {
        "authors": [list(row) for row in Author.objects.order_by("id").values_list("name", "country")],
        "topics": list(Topic.objects.order_by("name").values_list("name", flat=True)),
    }


@step("bulk update")
def bulk_update():
    books = list(Book.objects.order_by("title"))
    for number, book in enumerate(books):
        book.lent = number % 2 == 0
    Book.objects.bulk_update(books, ["lent"])
    return list(Book.objects.filter(lent=True).order_by("title").values_list("title", flat=True))


@step("unique")
def unique():
    try:
        with transaction.atomic():
            Topic.objects.create(name="science")
    except IntegrityError as error:
        cause = error.__cause__
        return [type(error).__name__, type(cause).__name__, cause.pgcode, cause.diag.constraint_name]


@step("foreign")
def foreign():
    """Django's foreign keys are deferred: the error comes with the commit."""
    try:
        with transaction.atomic():
            Review.objects.create(body="none", book_id=99)
    except IntegrityError as error:
        return [type(error).__name__, error.__cause__.pgcode]


@step("check")
def check():
    try:
        with transaction.atomic():
            Book.objects.filter(title="Solaris").update(published=-1)
    except IntegrityError as error:
        return [type(error).__name__, error.__cause__.pgcode, error.__cause__.diag.constraint_name]


@step("transaction")
def transactions():
    def country_of(name, country):
        Author.objects.filter(name=name).update(country=country)

    try:
        with transaction.atomic():
            country_of("Olga", "PL")
            raise Undo()
    except Undo:
        pass
    rolled_back = Author.objects.get(name="Olga").country
    with transaction.atomic():
        country_of("Olga", "PL")
        try:
            with transaction.atomic():
                country_of("Olga", "XX")
                Topic.objects.create(name="science")
        except IntegrityError:
            pass
        with transaction.atomic():
            country_of("Stanislaw", "PL")
        Author.objects.select_for_update().get(name="Olga")
    found = Author.objects.filter(name__in=["Olga", "Stanislaw"]).order_by("name")
    return {"rolledBack": rolled_back, "countries": [author.country for author in found]}


@step("iterator")
def iterator():
    return [book.title for book in Book.objects.order_by("title").iterator(chunk_size=2)]


@step("users")
def users():
    user = User.objects.create_user("ann", "ann@example.org", "secret")
    user.is_staff = True
    user.save()
    user = User.objects.get(username="ann")
    return [user.check_password("secret"), user.is_staff, user.has_perm("library.add_book")]


@step("delete")
def delete():
    for title in ["Flights", "Solaris"]:
        Review.objects.create(body=title, book=Book.objects.get(title=title))
    Author.objects.get(name="Stanislaw").delete()
    titles = list(Book.objects.order_by("title").values_list("title", flat=True))
    return {"books": titles, "reviews": Review.objects.count()}


@step("introspection")
def introspection():
    return command("inspectdb", "authors", "books", "topics", "reviews")


connection.close()
