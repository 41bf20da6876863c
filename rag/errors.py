"""What goes wrong between Dateline and a model server, each in one sentence for the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import DatelineError
from index.server import in_brackets

if TYPE_CHECKING:
    from rag.endpoint import Endpoint

_TOO_LONG = ("context_length", "context length", "context size", "context window")


class EndpointError(DatelineError):
    """A model endpoint that is not set up, cannot be reached, or gave no usable reply.

    The text is one sentence that names the setting to look at; it never holds the API key.
    `passing`: the next call may go well, and another reader may answer this question meanwhile.
    It is False where somebody must first mend a setting.
    """

    exit_code = 4

    def __init__(self, sentence: str, *, passing: bool = False) -> None:
        super().__init__(sentence)
        self.passing = passing


class BrokenOffError(EndpointError):
    """A reply that had begun and did not come to its end; the same call may go well at once."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, passing=True)


def refused(endpoint: Endpoint, status: int, said: str, wait: str | None) -> EndpointError:
    """For an HTTP status of 300 and up. `wait` is the Retry-After header, if there was one."""
    where, model = endpoint.where, endpoint.model
    if status in (401, 403):
        remedy = "check OPENAI_API_KEY" if endpoint.api_key else "set OPENAI_API_KEY"
        return EndpointError(f"{where} does not accept the key ({status}): {remedy}.")
    if status < 400:
        return EndpointError(
            f"{where} answers with a redirect ({status}), which is not followed: set OPENAI_BASE_URL "
            "to the address that is meant."
        )
    if status == 404:
        return EndpointError(
            f"{where} has no model {model!r} (404): check --model, and OPENAI_BASE_URL, "
            "which on most servers ends in /v1."
        )
    passing = True
    if status == 429:
        pause = f" {wait} seconds" if wait and wait.isdecimal() else " a while"
        words = f"{where} takes no more requests now (429): wait{pause}, or check the plan"
    elif status >= 500 or status in (408, 409):
        words = f"{where} failed ({status}): try again later, or set another OPENAI_BASE_URL"
    elif status == 413 or any(sign in said.lower() for sign in _TOO_LONG):
        words = f"The passages are too long for {model} ({status}): take a larger --model"
    else:
        passing = False
        words = f"{where} refused the request ({status}): check --model and OPENAI_BASE_URL"
    return EndpointError(words + in_brackets(said, endpoint.api_key) + ".", passing=passing)


def out_of_time(where: str, spent_s: float, broke_off: bool = False) -> EndpointError:
    """For a time-out, whether of one silence or, unless it `broke_off`, of the whole budget."""
    sentence = (
        f"{where} gave no whole reply in {spent_s:.0f} s: check that the server runs, take a "
        "faster --model, or allow more time."
    )
    return BrokenOffError(sentence) if broke_off else EndpointError(sentence, passing=True)


def unreachable(endpoint: Endpoint, broke_off: bool) -> EndpointError:
    """For a connection that could not be made, or that broke while the reply came in."""
    if broke_off:
        return BrokenOffError(
            f"The connection to {endpoint.where} broke in the middle of the reply: try again."
        )
    return EndpointError(
        f"{endpoint.where} cannot be reached: check OPENAI_BASE_URL, and that the server runs.",
        passing=True,
    )


def broken_off(endpoint: Endpoint, said: str) -> EndpointError:
    """For an error that the server reports in the middle of the stream."""
    return BrokenOffError(
        f"{endpoint.where} broke off its reply: try again, or take another --model"
        f"{in_brackets(said, endpoint.api_key)}."
    )


def unfinished(endpoint: Endpoint, finish: str | None, begun: bool) -> EndpointError | None:
    """For a stream that ended with this `finish_reason`; None where that is a proper end."""
    if finish == "length":
        return EndpointError(
            f"The reply of {endpoint.model} was cut off at {endpoint.max_tokens} tokens: ask "
            "something narrower, or take a --model that writes less.",
            passing=True,
        )
    if finish == "content_filter":
        return EndpointError(
            f"{endpoint.where} withheld the reply of {endpoint.model} (content filter): put "
            "the question differently, or take another --model.",
            passing=True,
        )
    if finish is None and begun:
        return BrokenOffError(
            f"The reply from {endpoint.where} was cut off before its end: try again."
        )
    if finish is None:
        return unintelligible(endpoint)
    return None


def oversized(model: str) -> EndpointError:
    """For a reply that goes on far beyond what was asked for."""
    return EndpointError(
        f"The reply of {model} is far longer than an answer can be: take another --model.",
        passing=True,
    )


def misshapen(model: str) -> EndpointError:
    """For a reply that was not of the shape asked for, the second time too."""
    return EndpointError(
        f"{model} did not reply in the JSON it was asked for, twice: take another --model.",
        passing=True,
    )


def foreign(model: str, error: Exception) -> EndpointError:
    """For whatever an LLM of another make raises.

    It is named by its type alone: its own words may hold a key that is not known here. Libraries
    that speak HTTP mostly give their errors a `status_code`.
    """
    status = getattr(error, "status_code", None)
    passing = status not in (400, 401, 402, 403, 404, 422)
    return EndpointError(
        f"{model} could not be asked ({type(error).__name__}): "
        + ("try again later." if passing else "check its key and its settings."),
        passing=passing,
    )


def unintelligible(endpoint: Endpoint) -> EndpointError:
    """For a reply that is not a Chat Completions stream at all."""
    return EndpointError(
        f"{endpoint.where} does not answer as the Chat Completions API does: check "
        "OPENAI_BASE_URL, which on most servers ends in /v1."
    )
