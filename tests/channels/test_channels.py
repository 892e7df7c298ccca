"""What leaves by each channel, and what is made of receivers that fail, hang, refuse and answer twice."""

import datetime as dt
import json
import time
from pathlib import Path

import lxml.etree
import pytest

from tocsin.channels import SIGNATURE, Channel, Delivery, Message, Post, channel, sign, verify
from tocsin.errors import InputError, SettingsError
from tocsin.settings import ChannelSetting

from tests.channels.receivers import Mails, Web, answer, answer_twice, break_off, hang

NOW = dt.datetime(2023, 8, 2, 9, 0, tzinfo=dt.UTC)
ALARM = Message(
    key="0123abcd",
    to="duty@ops.example",
    subject="Niger: Spain tells its people\nto leave",
    body="Spain told its citizens to leave.",
    link="https://tocsin.example/alerts/1",
    urgent=True,
    cap=b"<alert/>",
    facts={"host": "NER"},
)


def post(url: str, *, secret: str = "s3cret", timeout: float = 5.0, together: int = 8, private: bool = True) -> Post:
    made = Channel(name="it", url=url, secret=secret, private=private, timeout=timeout, together=together)
    return Post({"it": made}, clock=lambda: NOW)


def test_a_webhook_is_signed_and_carries_its_key(receiver: Web) -> None:
    assert post(f"{receiver.base}/hook").send("it", ALARM) == Delivery(status="confirmed", why="answered 204", at=NOW)
    (heard,) = receiver.heard
    assert heard.headers["Idempotency-Key"] == "0123abcd"
    assert verify(heard.body, heard.headers[SIGNATURE], secrets={"1": "s3cret"}, now=NOW.timestamp() + 299) == "1"
    said = json.loads(heard.body)
    assert said["subject"] == "Niger: Spain tells its people to leave"
    assert said["facts"] == {"host": "NER"}
    assert said["drill"] is False


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"body": b'{"a":2}'}, "not of this body"),
        ({"secrets": {"1": "another"}}, "not of this body"),
        ({"secrets": {"2": "s3cret"}}, "no key"),
        ({"now": 1_690_000_301.0}, "replay"),
        ({"now": 1_689_999_600.0}, "replay"),
        ({"header": "t=1690000000,key=1"}, "not of this body"),
        ({"header": "t=\u0661,key=1,v1=00"}, "no moment"),
        ({"header": ""}, "no moment"),
    ],
)
def test_a_signature_that_is_not_of_this_body_key_and_hour_is_refused(change: dict[str, object], why: str) -> None:
    body = b'{"a":1}'
    header = sign(body, secret="s3cret", key_id="1", at=1_690_000_000)
    given: dict[str, object] = {"body": body, "header": header, "secrets": {"1": "s3cret"}, "now": 1_690_000_000.0}
    given |= change
    with pytest.raises(InputError, match=why):
        verify(given.pop("body"), given.pop("header"), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "headers", "end", "wait"),
    [
        (200, {}, "confirmed", None),
        (409, {}, "confirmed", None),
        (500, {}, "retry", None),
        (503, {"Retry_After": "7"}, "retry", 7.0),
        (404, {}, "retry", None),
        (410, {}, "failed", None),
        (307, {"Location": "http://elsewhere.example/"}, "failed", None),
    ],
)
def test_what_is_made_of_an_answer(
    receiver: Web, status: int, headers: dict[str, str], end: str, wait: float | None
) -> None:
    receiver.play = answer(status, **headers)
    done = post(f"{receiver.base}/").send("it", ALARM)
    assert (done.status, done.wait) == (end, wait)
    assert str(status) in done.why
    assert len(receiver.heard) == 1


def test_two_answers_to_one_message_are_one(receiver: Web) -> None:
    receiver.play = answer_twice
    way = post(f"{receiver.base}/")
    assert [way.send("it", ALARM).status for _ in range(2)] == ["confirmed", "confirmed"]
    assert len(receiver.heard) == 2


def test_an_answer_that_breaks_off_or_nobody_there_is_tried_again(receiver: Web) -> None:
    receiver.play = break_off
    assert post(f"{receiver.base}/").send("it", ALARM).status == "retry"
    done = post("http://127.0.0.1:9/s3cret").send("it", ALARM)
    assert done.status == "retry"
    assert "s3cret" not in done.why


def test_a_receiver_that_hangs_is_left_and_holds_up_no_other(receiver: Web, tmp_path: Path) -> None:
    receiver.play = hang(receiver)
    hangs = Channel(name="hangs", url=f"{receiver.base}/", secret="s", private=True, timeout=0.2)
    folder = Channel(name="folder", url=f"folder:{tmp_path}")
    way = Post({"hangs": hangs, "folder": folder})
    began = time.monotonic()
    ends: dict[str, str] = {}

    def note(name: str, _: Message, done: Delivery) -> None:
        ends[name] = done.status

    way.send_all([("hangs", ALARM), ("folder", ALARM)], note)
    assert ends == {"hangs": "retry", "folder": "confirmed"}
    assert time.monotonic() - began < 3


def test_webhooks_to_ones_own_network_are_refused_unless_allowed(receiver: Web) -> None:
    done = post(receiver.base.replace("http://", "https://"), private=False).send("it", ALARM)
    assert done.status == "retry"
    assert "private = true" in done.why
    assert receiver.heard == []


def test_cap_is_posted_as_it_is(receiver: Web) -> None:
    way = post(f"cap+{receiver.base}/cap")
    assert way.send("it", ALARM).status == "confirmed"
    assert receiver.heard[0].headers["Content-Type"] == "application/cap+xml"
    assert receiver.heard[0].body == b"<alert/>"
    assert way.send("it", Message(key="2", subject="a", body="b")).status == "failed"


def test_a_mail_keeps_its_message_id(post_office: Mails) -> None:
    way = post(f"smtp://127.0.0.1:{post_office.port}/?from=alarm@tocsin.example&tls=none")
    assert [way.send("it", ALARM).status for _ in range(2)] == ["confirmed", "confirmed"]
    (to, first), (_, second) = post_office.taken
    assert to == "duty@ops.example"
    assert first["Message-ID"] == second["Message-ID"] == "<0123abcd@tocsin.example>"
    assert first["Subject"] == "Niger: Spain tells its people to leave"
    assert first["Auto-Submitted"] == "auto-generated"
    body = first.get_body(("plain",))
    assert body is not None
    assert "https://tocsin.example/alerts/1" in body.get_content()


@pytest.mark.parametrize(("code", "end"), [("550 no such person", "failed"), ("450 come back", "retry")])
def test_a_refused_receiver_of_a_mail(post_office: Mails, code: str, end: str) -> None:
    post_office.refuse = code
    done = post(f"smtp://127.0.0.1:{post_office.port}/?from=alarm@tocsin.example&tls=none").send("it", ALARM)
    assert done.status == end
    assert code in done.why


@pytest.mark.parametrize("to", ["", "two@a.example,three@b.example", "x@y.example\nBcc: z@w.example"])
def test_a_mail_goes_to_one_address(post_office: Mails, to: str) -> None:
    way = post(f"smtp://127.0.0.1:{post_office.port}/?from=alarm@tocsin.example&tls=none")
    assert way.send("it", Message(key="1", to=to, subject="a", body="b")).status == "failed"
    assert post_office.taken == []


def test_apprise_takes_a_message_to_a_service(receiver: Web) -> None:
    receiver.play = answer(200)
    way = post(receiver.base.replace("http://", "json://") + "/gate?to={to}")
    assert way.send("it", ALARM).status == "confirmed"
    assert json.loads(receiver.heard[0].body)["title"] == "Niger: Spain tells its people to leave"
    receiver.play = answer(500)
    failed = way.send("it", ALARM)
    assert failed.status == "retry"
    assert "500" in failed.why
    assert post("nosuch://x").send("it", ALARM).status == "failed"


def test_files_are_written_whole_and_once(tmp_path: Path) -> None:
    way = post(f"folder:{tmp_path / 'out'}")
    assert [way.send("it", ALARM).status for _ in range(2)] == ["confirmed", "confirmed"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["0123abcd.cap", "0123abcd.json"]
    escaped = Message(key="../../etc/passwd", subject="a", body="b")
    assert way.send("it", escaped).status == "confirmed"
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_an_atom_folder_has_each_message_once(tmp_path: Path) -> None:
    way = post(f"atom:{tmp_path}")
    for key in ("a", "b", "a"):
        assert way.send("it", Message(key=key, subject=f"<{key}>", body="b", drill=True)).status == "confirmed"
    feed = lxml.etree.parse(tmp_path / "feed.atom")
    titles = feed.xpath("//a:entry/a:title/text()", namespaces={"a": "http://www.w3.org/2005/Atom"})
    assert sorted(titles) == ["EXERCISE - <a>", "EXERCISE - <b>"]


@pytest.mark.parametrize(
    ("setting", "why"),
    [
        (ChannelSetting(url="https://a.example/"), "needs a secret"),
        (ChannelSetting(url="https://a.example/", secret="hunter2"), "env:NAME"),
        (ChannelSetting(url="https://a.example/", secret="env:ABSENT"), "ABSENT"),
        (ChannelSetting(url="https://a.example/", secret="file:/nowhere"), "cannot be read"),
        (ChannelSetting(url="http://a.example/", secret="env:SECRET"), "in the clear"),
        (ChannelSetting(url="json://a.example/"), "unsigned"),
        (ChannelSetting(url="folder:/tmp", timeout=0), "timeout"),
    ],
)
def test_a_channel_that_does_not_fit_is_said_at_once(setting: ChannelSetting, why: str) -> None:
    with pytest.raises(SettingsError, match=why) as caught:
        channel("it", setting, {"SECRET": "abc"})
    assert "hunter2" not in str(caught.value)


def test_a_secret_is_filled_into_the_address() -> None:
    made = channel("it", ChannelSetting(url="tgram://{secret}/1", secret="env:BOT"), {"BOT": "a/b"})
    assert made.url == "tgram://a%2Fb/1"
