"""The driver's errors as ours, by class and code (`gql_status` differs between versions of the server)."""

from __future__ import annotations

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
    ConstraintError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from exchange_graph.errors import TooHeavy, Unavailable, Unusable

_ACCESS = ("Unauthorized", "AuthenticationRateLimit", "CredentialsExpired", "TokenExpired", "Forbidden")
_STOPPED = (
    "TransactionTimedOut",
    "TransactionTimedOutClientConfiguration",
    "LockClientStopped",
    "Terminated",
)
_TOO_MUCH = "too many"


def translated(error: DriverError | Neo4jError, uri: str) -> Exception:
    """What to raise in place of `error`; itself where our own text is wrong, which is a bug."""
    if isinstance(error, Neo4jError):
        return _of_server(error, uri)
    if isinstance(error, ServiceUnavailable | SessionExpired | ConnectionAcquisitionTimeoutError):
        return Unavailable(f"{uri} does not answer: {_plainly(error)}")
    if isinstance(error, ConfigurationError):
        return Unusable(f"{uri} cannot be used: {_plainly(error)}")
    return error


def _of_server(error: Neo4jError, uri: str) -> Exception:
    code = (error.code or "").rpartition(".")[2]
    if isinstance(error, AuthError) or code in _ACCESS:
        return Unusable(
            f"{uri} refuses the user or the password: check EXCHANGE_NEO4J_USER and EXCHANGE_NEO4J_PASSWORD"
        )
    if code == "DatabaseNotFound":
        return Unusable(f"{uri} has no such database: {_plainly(error)}")
    if isinstance(error, ConstraintError):
        return Unusable(f"another program wrote into the graph at {uri}: {_plainly(error)}")
    if code in _STOPPED or _TOO_MUCH in _plainly(error):
        return TooHeavy("the question takes too long: add a filter")
    if isinstance(error, TransientError) or code == "DatabaseUnavailable":
        return Unavailable(f"{uri} does not answer now: {_plainly(error)}")
    return error


def _plainly(error: DriverError | Neo4jError) -> str:
    """The first line of what the driver or the server says."""
    said = error.message if isinstance(error, Neo4jError) else str(error)
    return (said or type(error).__name__).partition("\n")[0].rstrip(" :")
