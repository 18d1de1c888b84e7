"""The one error tree; every error leaves the server as RFC 9457 `application/problem+json`.

    Problem                   status  type (urn:nablascope:problem:…)
    ├── InvalidRequest          422   invalid-request: malformed, or its parts do not fit together
    ├── BadRequest              400   bad-request: not understandable as HTTP
    ├── Forbidden               403   forbidden: the server's settings do not allow it
    ├── NotFound                404   not-found
    ├── MethodNotAllowed        405   method-not-allowed, with Allow
    ├── BodyTimeout             408   body-timeout: the body did not arrive in time
    ├── TooLarge                413   too-large: in bytes or in estimated cost
    ├── UnsupportedMediaType    415   unsupported-media-type, with Accept or Accept-Encoding
    ├── InternalError           500   internal-error: a fault of the server
    ├── Busy                    503   busy: too many computations wait, with Retry-After
    └── NotReady                503   not-ready: a part of the server is missing

`type` is a URN, so it is the same text under every address that a proxy gives the server; the documentation
page explains each one under the anchor `problem-<last part>`. A status that has no class here (from a
framework, say) has the type `about:blank` and its standard phrase as title. A body is never echoed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Literal

MAX_FIELD_ERRORS = 20
MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:nablascope:problem:"


Remedy = Literal["transpose", "divide_by_sum", "labels_from_zero", "minus_one_to_zero"]
"""One change of the array at the pointer with which the request would fit; a client may offer it as one press.

`transpose` exchanges rows and columns; `divide_by_sum` divides each row by its sum; `labels_from_zero` takes 1 from
each class; `minus_one_to_zero` puts (y + 1) / 2 for labels y of −1 and 1.
"""


@dataclass(frozen=True, slots=True)
class FieldError:
    """One fault of a request: where it is (RFC 6901 JSON pointer) and what was expected and what came."""

    pointer: str
    message: str
    remedy: Remedy | None = None

    def body(self) -> dict[str, str]:
        """The members of the error in a problem document; `remedy` only where there is one."""
        members = {"pointer": self.pointer, "message": self.message}
        return members if self.remedy is None else {**members, "remedy": self.remedy}


class Problem(Exception):
    """Root of the tree. `detail` says what happened, in a sentence for people."""

    status: int = 500
    slug: str | None = "internal-error"
    title: str = "Internal error"

    def __init__(
        self,
        detail: str,
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})

    def body(self) -> dict[str, Any]:
        """The members of the problem document; at most `MAX_FIELD_ERRORS` errors are told."""
        members: dict[str, Any] = {
            "type": f"{TYPE_PREFIX}{self.slug}" if self.slug else "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        if self.errors:
            members["errors"] = [error.body() for error in self.errors[:MAX_FIELD_ERRORS]]
        return members


class InvalidRequest(Problem):
    """The request is malformed, or its parts do not fit together; `errors` points at each culprit."""

    status = 422
    slug = "invalid-request"
    title = "Invalid request"

    def __init__(self, errors: Sequence[FieldError], detail: str | None = None) -> None:
        super().__init__(detail or summarise(errors), errors=errors)

    @classmethod
    def at(cls, pointer: str, message: str) -> "InvalidRequest":
        """An invalid request with one culprit."""
        return cls([FieldError(pointer, message)])


class BadRequest(Problem):
    """The request cannot be understood as HTTP."""

    status = 400
    slug = "bad-request"
    title = "Bad request"


class Forbidden(Problem):
    """The server's settings do not allow this; `detail` names the one that would."""

    status = 403
    slug = "forbidden"
    title = "Forbidden"


class NotFound(Problem):
    """Nothing is published under this address."""

    status = 404
    slug = "not-found"
    title = "Not found"


class MethodNotAllowed(Problem):
    """The address exists, but not for this method; the header Allow names those that work."""

    status = 405
    slug = "method-not-allowed"
    title = "Method not allowed"


class BodyTimeout(Problem):
    """The request's body did not arrive whole in time."""

    status = 408
    slug = "body-timeout"
    title = "Body timed out"


class TooLarge(Problem):
    """The request is too large in bytes or in estimated cost; `detail` tells the size and the limit."""

    status = 413
    slug = "too-large"
    title = "Too large"


class UnsupportedMediaType(Problem):
    """The body is not plain `application/json` in UTF-8."""

    status = 415
    slug = "unsupported-media-type"
    title = "Unsupported media type"


class InternalError(Problem):
    """A fault of the server, which is logged there; the request may have been all right."""


class Busy(Problem):
    """Too many computations wait already; try again after the seconds in Retry-After."""

    status = 503
    slug = "busy"
    title = "Busy"


class NotReady(Problem):
    """A part of the server is missing or does not work yet."""

    status = 503
    slug = "not-ready"
    title = "Not ready"


PROBLEMS: tuple[type[Problem], ...] = (
    InvalidRequest,
    BadRequest,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    BodyTimeout,
    TooLarge,
    UnsupportedMediaType,
    InternalError,
    Busy,
    NotReady,
)


class OtherProblem(Problem):
    """A status without a class here; RFC 9457 (4.2.1) then wants its standard phrase as the title."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail, headers=headers)
        self.status = status
        self.slug = None
        self.title = phrase(status)


def phrase(status: int) -> str:
    """The standard phrase of a status code, or "Error" for an unknown one."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"


def summarise(errors: Sequence[FieldError], total: int | None = None, *, at_least: bool = False) -> str:
    """One sentence on field errors: the first of them, and how many more there are of `total`, or at least are."""
    if not errors:
        return "the request is not valid"
    first = errors[0]
    where = f"{first.pointer}: " if first.pointer else ""
    more = (total or len(errors)) - 1
    known = f"at least {more}" if at_least else str(more)
    tail = f" (and {known} more {'error' if more == 1 else 'errors'})" if more else ""
    return f"{where}{first.message}{tail}"


SMALLER: Mapping[str, str] = {
    "max_answer_bytes": "ask for base64, for max_cells or for fewer recorded steps",
    "max_batch": "take fewer examples",
    "max_body_bytes": "send arrays as base64, or fewer of them",
    "max_flops": "take fewer examples or smaller layers",
    "max_layers": "take fewer layers",
    "max_parameters": "take smaller layers",
    "max_recorded_steps": "take a larger record_every, or fewer steps",
    "max_steps": "take fewer steps",
    "max_train_flops": "take fewer steps, smaller batches or smaller layers",
    "max_units": "take fewer of them",
    "max_working_bytes": "take fewer examples or smaller layers",
    "snapshot_bytes": "ask for fewer snapshot_steps",
}
"""What to do where a request is larger than a setting allows."""


def too_large(what: str, size: int | float, limit: int | float, setting: str) -> TooLarge:
    """A `TooLarge` whose detail tells what, how much came, the limit, its setting, and what to do."""
    told = f"{what}: {size:,} is more than the limit of {limit:,} (NABLASCOPE_{setting.upper()})"
    return TooLarge(f"{told}; {SMALLER[setting]}, or raise that setting")
