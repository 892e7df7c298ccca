"""One question to the endpoint, one answer or the reason why there is none."""

import ipaddress
import json
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import msgspec

from tocsin.errors import SettingsError, Unreachable
from tocsin.settings import Llm

_SENT = frozenset(
    "accept accept-encoding authorization connection content-length content-type host transfer-encoding".split()
)
"""The headers that go out; nothing that the environment or a library would add."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came back: the records as told, and the name that the endpoint gives its model."""

    told: list[Any]
    model: str


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """Why one part was not read; ``code`` is short and stable, ``truncated`` among others."""

    code: str
    why: str


class Endpoint:
    """An open connection to the endpoint of the settings. Raises SettingsError where the extra or the model is missing.

    A busy, silent or failing endpoint is asked again, ever later, as often as the settings say; ``openai`` does that.
    Nothing is sent but the question: no header of the environment, through no proxy to this machine, to no address that
    a redirect names.
    """

    def __init__(self, llm: Llm) -> None:
        try:
            import openai  # noqa: PLC0415 (an extra)
        except ImportError as error:
            message = "The second reader is an extra: install it with pip install 'tocsin[llm]'."
            raise SettingsError(message) from error
        _check(llm)
        self._llm, self._openai, self._answered, self._warm = llm, openai, False, True
        http = openai.DefaultHttpxClient(
            trust_env=not _is_here(llm.endpoint),
            follow_redirects=False,
            event_hooks={"request": [self._only_ours]},
        )
        self._client = openai.OpenAI(
            base_url=llm.endpoint,
            api_key=llm.key or "none",
            timeout=llm.timeout,
            max_retries=llm.retries,
            http_client=http,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def ask(self, guide: str, question: str, schema: dict[str, Any]) -> Answer | Failure:
        """The answer to one question. What concerns this question alone is a Failure.

        What will be so for every question is raised: SettingsError for a key, a model or a form that is refused,
        Unreachable where nothing ever answered.
        """
        openai = self._openai
        try:
            completion = self._asked(guide, question, schema)
        except openai.APITimeoutError:
            return Failure(code="timeout", why=f"No answer within {self._llm.timeout:g} seconds.")
        except openai.APIConnectionError as error:
            return self._gone(error)
        except openai.APIStatusError as error:
            return self._refused(error)
        except (openai.APIError, ValueError) as error:
            return Failure(code="not_json", why=f"The endpoint's answer cannot be read: {self._said(error)}.")
        self._answered = True
        return self._read(completion)

    def _asked(self, guide: str, question: str, schema: dict[str, Any]) -> Any:
        """Ask without chance; a model that knows no temperature is asked again, and from then on, without it."""
        form = {"type": "json_schema", "json_schema": {"name": "records", "strict": True, "schema": schema}}
        messages = [{"role": "system", "content": guide}, {"role": "user", "content": question}]
        asked: dict[str, Any] = {"model": self._llm.model, "messages": messages, "response_format": form}
        if self._warm:
            try:
                return self._client.chat.completions.create(**asked, temperature=0)
            except self._openai.BadRequestError as error:
                if error.param != "temperature":
                    raise
                self._warm = False
        return self._client.chat.completions.create(**asked)

    def _read(self, completion: Any) -> Answer | Failure:
        choices: list[Any] = getattr(completion, "choices", None) or [None]
        message = getattr(choices[0], "message", None)
        if message is None:
            return Failure(code="not_json", why="The endpoint's answer is none of its protocol: is the address right?")
        if choices[0].finish_reason == "length":
            return Failure(code="truncated", why="The answer was cut off.")
        if getattr(message, "refusal", None) or choices[0].finish_reason == "content_filter":
            return Failure(code="refused", why=f"The model refused: {self._said(message.refusal or 'a filter')}.")
        try:
            told = json.loads(message.content or "")
        except (ValueError, TypeError, RecursionError):
            return Failure(code="not_json", why=f"The model's answer is not JSON: {self._said(message.content)!r}.")
        if not isinstance(told, dict) or not isinstance(told.get("records"), list):
            return Failure(code="not_records", why="The model's answer is JSON, but no list of records.")
        return Answer(told=told["records"], model=str(getattr(completion, "model", "") or ""))

    def _gone(self, error: Exception) -> Failure:
        why = f"{self._llm.endpoint} does not answer ({self._said(error.__cause__ or error)})."
        if not self._answered:
            message = f"{why} Start the server there, or name another endpoint under llm in tocsin.toml."
            raise Unreachable(message) from error
        return Failure(code="unreachable", why=why)

    def _refused(self, error: Any) -> Failure:
        """A status: what may pass is this part's failure, what will not is raised."""
        status, said = error.status_code, self._said(error)
        if status in (408, 409, 425, 429) or status >= 500:
            return Failure(code="busy" if status == 429 else "failing", why=f"Status {status} to the last: {said}.")
        todo = {
            401: "Set the right key under llm in tocsin.toml.",
            403: "Set a key that may use the model under llm in tocsin.toml.",
            404: f"Is there a model {self._llm.model!r}, and does the address end in /v1?",
            413: "Lower tokens under llm in tocsin.toml.",
        }.get(status, "It must take answers in the form of a JSON schema; choose a server and a model that do.")
        message = f"{self._llm.endpoint} answered with status {status}: {said}. {todo}"
        raise SettingsError(message) from error

    def _said(self, words: object) -> str:
        """Words of a stranger, short, on one line, and without the key."""
        text = str(words)
        if self._llm.key:
            text = text.replace(self._llm.key, "***")
        return " ".join("".join(c if c.isprintable() else " " for c in text[:400]).split())[:200].rstrip(".")

    def _only_ours(self, request: Any) -> None:
        for name in set(request.headers) - _SENT:
            del request.headers[name]
        request.headers["user-agent"] = "Tocsin/0.1"
        if self._llm.key:
            request.headers["authorization"] = f"Bearer {self._llm.key}"
        else:
            request.headers.pop("authorization", None)


def _check(llm: Llm) -> None:
    """What the settings must say before anything is sent."""
    if not llm.model:
        message = 'No model is named for the second reader: write model = "..." under [llm] in tocsin.toml.'
        raise SettingsError(message)
    address = urlsplit(llm.endpoint)
    if address.scheme not in ("http", "https") or not address.hostname:
        message = f"{llm.endpoint!r} is no endpoint: write it like http://127.0.0.1:11434/v1."
        raise SettingsError(message)
    if llm.timeout <= 0 or llm.tokens < 50 or llm.retries < 0:
        message = "Under llm, timeout must be above 0 seconds, tokens at least 50, retries not below 0."
        raise SettingsError(message)


def _is_here(endpoint: str) -> bool:
    """Whether an address is of this machine."""
    host = urlsplit(endpoint).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
