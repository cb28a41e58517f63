"""A gradebook in PostgreSQL: what an address may be, and what is said when the server does not answer."""

import os

import sqlalchemy
from sqlalchemy import create_engine, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from crmlab.course import CrmlabError
from crmlab.language import tr

CONNECT_SECONDS = 10
_taken = None


def clean_url(text):
    """Bring the address of a database into the form that a course keeps.

    Parameters
    ----------
    text : str
        ``postgresql://user@host:port/database``; without a password, because the address is kept in the
        course folder.

    Returns
    -------
    str
        With psycopg as driver and a limit on the time that connecting may take.

    Raises
    ------
    CrmlabError
        If it is not the address of a PostgreSQL database, or holds a password.

    Examples
    --------
    >>> clean_url("postgresql://ada@db.example.org/crm")
    'postgresql+psycopg://ada@db.example.org/crm?connect_timeout=10'
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername.partition("+")[0] not in ("postgresql", "postgres") or not url.database:
        raise CrmlabError(
            tr("--db is the address of a PostgreSQL database, such as postgresql://user@host/database")
        )
    if url.password is not None or "password" in url.query:
        raise CrmlabError(
            tr(
                "leave the password out of --db, because the address is kept in the course folder; put it "
                "into the file ~/.pgpass or the environment variable PGPASSWORD"
            )
        )
    limit = {"connect_timeout": str(CONNECT_SECONDS)} | dict(url.query)
    return url.set(drivername="postgresql+psycopg", query=limit).render_as_string()


def refuse_unless_empty(url):
    """Make sure that a database answers and is empty: two courses in one would mix their students.

    Parameters
    ----------
    url : str
        As `clean_url` gives it.

    Raises
    ------
    CrmlabError
        If it does not answer, or holds tables.

    Examples
    --------
    >>> refuse_unless_empty("postgresql+psycopg://ada@127.0.0.1:1/crm")
    Traceback (most recent call last):
    crmlab.course.CrmlabError: the gradebook postgresql+psycopg://ada@127.0.0.1:1/crm cannot be used ...
    """
    need_driver()
    engine = create_engine(url)
    try:
        tables = inspect(engine).get_table_names()
    except DBAPIError as error:
        raise cannot_use(url, error) from error
    finally:
        engine.dispose()
    if tables:
        raise CrmlabError(
            tr("the database {url} is not empty; give each course one of its own (createdb NAME)", url=url)
        )


def accept_nameless_course(gradebook):
    """Enter the course without a name, under which nbgrader files assignments where nobody named one.

    SQLite takes assignments of a course that is not there; PostgreSQL does not.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
        New and open.

    Examples
    --------
    >>> import tempfile
    >>> from crmlab.course.folder import Course
    >>> with tempfile.TemporaryDirectory() as place, Course.create(place).gradebook() as gradebook:
    ...     accept_nameless_course(gradebook)
    ...     gradebook.check_course("")
    Course<>
    """
    from nbgrader.api import Course

    gradebook.db.add(Course(id=""))
    gradebook.db.commit()


def need_driver():
    """Say how to get the driver for PostgreSQL where it is missing.

    Examples
    --------
    >>> need_driver()
    """
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise CrmlabError(
            tr("PostgreSQL needs a driver; run: python -m pip install 'crmlab[postgres]'")
        ) from error


def cannot_use(url, error):
    """Say in one sentence why a database does not do its work.

    Parameters
    ----------
    url : str
    error : sqlalchemy.exc.DBAPIError

    Returns
    -------
    CrmlabError
    """
    lines = [line.strip() for line in str(error.orig).splitlines() if line.strip()]
    return CrmlabError(
        tr(
            "the gradebook {url} cannot be used ({reason}); see that its server runs and lets you in, then "
            "run it again",
            url=url,
            reason=lines[0] if lines else type(error.orig).__name__,
        )
    )


def with_password(url, take=False):
    """Put the password of the environment into an address.

    Parameters
    ----------
    url : str
        As `clean_url` gives it.
    take : bool
        Whether to take it out of the environment and remember it: stock nbgrader starts kernels that inherit
        the environment, and students' code must not find it there.

    Returns
    -------
    str
        For use in this process only.

    Examples
    --------
    >>> with_password("postgresql+psycopg://ada@127.0.0.1/crm", take=True), "PGPASSWORD" in os.environ
    ('postgresql+psycopg://ada@127.0.0.1/crm', False)
    """
    global _taken
    password = os.environ.get("PGPASSWORD", _taken)
    if take:
        os.environ.pop("PGPASSWORD", None)
        _taken = password
    return make_url(url).set(password=password).render_as_string(hide_password=False) if password else url


def index_scores(gradebook):
    """Let the scores and comments of one notebook be found without reading those of the whole class.

    nbgrader's tables have no index for it, so that a class twice as large would take more than twice as long.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook

    Examples
    --------
    >>> import tempfile
    >>> from crmlab.course.folder import Course
    >>> with tempfile.TemporaryDirectory() as place, Course.create(place).gradebook() as gradebook:
    ...     sorted(index["name"] for index in inspect(gradebook.engine).get_indexes("grade"))
    ['crmlab_grade_notebook']
    """
    for table in ("grade", "comment"):
        name = f"crmlab_{table}_notebook"
        gradebook.db.execute(sqlalchemy.text(f"create index if not exists {name} on {table} (notebook_id)"))
    gradebook.db.commit()
