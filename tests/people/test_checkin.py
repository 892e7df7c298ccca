"""Check-ins: links are one person's and nobody else's, tries are kept, answers add up, and a drill stays a drill."""

import datetime as dt
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from itsdangerous import Signer

from tocsin.channels import Channel, Delivery, Message
from tocsin.errors import InputError
from tocsin.people import LOCAL, Group, People, Viewer, erase
from tocsin.people.checkin import (
    Answer,
    Campaign,
    CheckIns,
    Sending,
    ask,
    board_of,
    call_list,
    escalate,
    muster,
    routes,
)
from tocsin.people.checkin.links import ticket_of, token
from tocsin.people.checkin.words import languages, words

from tests.people.conftest import NOON
from tests.people.making import SECRET_MAIL, SECRET_PHONE, person

ROUTES = {"mail": "post", "sms": "text"}
ADDRESS = "https://watch.example"
SOON = NOON + dt.timedelta(minutes=10)


class Net:
    """Channels that keep what they are given and answer as they are told."""

    def __init__(self, **answers: str) -> None:
        self.sent: list[tuple[str, Message]] = []
        self.answers = answers

    def __call__(self, name: str, message: Message) -> Delivery:
        self.sent.append((name, message))
        status = self.answers.get(name, "confirmed")
        return Delivery(status=status, why=f"{message.to} said {status}", at=SOON)  # type: ignore[arg-type]


@pytest.fixture
def checkins(people: People) -> CheckIns:
    people.record([person(1), person(2), person(9, groups=("Desk",))], [], at=NOON, origin="a")
    people.set_group(Group(name="Field", responsible=("E9",)), at=NOON)
    return CheckIns(people)


def begun(checkins: CheckIns, *persons: str, drill: bool = False) -> Campaign:
    asked = persons or ("E1", "E2")
    return checkins.begin(asked, title="Shots near the hotel", whom="group Field", by=LOCAL, at=NOON, drill=drill)


def link_of(checkins: CheckIns, campaign: Campaign, who: str = "E1") -> str:
    ticket = checkins.tickets(campaign.id)[who]
    return checkins.link(ticket, campaign, address=ADDRESS).rpartition("/")[2]


def rounds(checkins: CheckIns, campaign: Campaign, net: Net) -> object:
    return ask(checkins, campaign, net, routes=ROUTES, address=ADDRESS, clock=lambda: NOON)


def test_a_link_opens_for_its_person_until_it_expires_is_revoked_or_erased(checkins: CheckIns) -> None:
    campaign = begun(checkins)
    link = link_of(checkins, campaign)
    opened = checkins.opened(link, now=SOON)
    assert opened is not None
    assert (opened[0].person, opened[1]) == ("E1", campaign)
    assert checkins.opened(link, now=NOON + dt.timedelta(hours=24)) is None
    checkins.revoke(campaign.id, "E1", by=LOCAL, at=SOON, anew=True)
    assert checkins.opened(link, now=SOON) is None
    fresh = link_of(checkins, campaign)
    assert checkins.opened(fresh, now=SOON) is not None
    erase(checkins.people, "E1", viewer=LOCAL, at=SOON)
    assert checkins.opened(fresh, now=SOON) is None


def test_parts_of_two_links_make_no_third(checkins: CheckIns) -> None:
    campaign, drill = begun(checkins), begun(checkins, drill=True)
    one, other = link_of(checkins, campaign, "E1"), link_of(checkins, campaign, "E2")
    exercise = link_of(checkins, drill, "E1")
    halves = [each.rsplit(".", 1) for each in (one, other, exercise)]
    for left in halves:
        for right in halves:
            made = f"{left[0]}.{right[1]}"
            assert (checkins.opened(made, now=SOON) is None) == (left is not right)


def test_a_ticket_signed_as_the_other_kind_opens_nothing(checkins: CheckIns) -> None:
    campaign = begun(checkins)
    ticket = checkins.tickets(campaign.id)["E1"]
    assert checkins.opened(token(ticket.id, checkins.people.keys.link, drill=True), now=SOON) is None


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=300), st.text(string.ascii_letters + string.digits + "-_.", max_size=90)))
def test_a_guess_opens_nothing(guess: str) -> None:
    assert ticket_of(guess, b"k" * 32) is None


def test_one_changed_character_opens_nothing() -> None:
    link = token("abcdefghijklmnopqrstuv", b"k" * 32, drill=False)
    assert ticket_of(link, b"k" * 32) == ("abcdefghijklmnopqrstuv", False)
    for at in range(len(link)):
        other = "A" if link[at] != "A" else "B"
        changed = link[:at] + other + link[at + 1 :]
        # the last character of a base64 text holds bits that nobody reads
        assert ticket_of(changed, b"k" * 32) is None or at == len(link) - 1
    assert ticket_of(link, b"x" * 32) is None
    assert ticket_of(Signer(b"k" * 32).sign("abc").decode(), b"k" * 32) is None


def test_everybody_is_asked_once_by_the_first_way_that_confirms(checkins: CheckIns) -> None:
    campaign, net = begun(checkins), Net()
    done = rounds(checkins, campaign, net)
    assert (done.whom, done.confirmed) == (2, 2)  # type: ignore[attr-defined]
    assert [name for name, _ in net.sent] == ["post", "post"]
    first = net.sent[0][1]
    assert first.to == f"1.{SECRET_MAIL}"
    assert first.link is not None
    assert checkins.opened(first.link.rpartition("/")[2], now=SOON) is not None
    assert {line.status for line in board_of(checkins, campaign).lines} == {"no answer"}


def test_a_way_that_fails_gives_way_to_the_next_and_no_address_is_kept(people: People) -> None:
    from tocsin.people import Private, Way

    ways = (Way("mail", f"mailto:{SECRET_MAIL}"), Way("sms", f"sms:{SECRET_PHONE}"))
    private = Private(person="E1", name="A", ways=ways)
    people.record(
        [person(1, private=private), person(2, private=Private(person="E2", name="B"))], [], at=NOON, origin="a"
    )
    checkins = CheckIns(people)
    campaign, net = begun(checkins), Net(post="retry")
    done = rounds(checkins, campaign, net)
    assert (done.confirmed, done.no_way) == (1, 1)  # type: ignore[attr-defined]
    assert [(name, message.to) for name, message in net.sent] == [("post", SECRET_MAIL), ("text", SECRET_PHONE)]
    tries = checkins.sendings(campaign.id)
    assert [(each.person, each.channel, each.status) for each in tries] == [
        ("E2", "-", "failed"), ("E1", "post", "retry"), ("E1", "text", "confirmed"),
    ]  # fmt: skip
    assert not any(SECRET_MAIL in (each.why or "") for each in tries)
    assert [line.status for line in board_of(checkins, campaign).lines] == ["not reached", "no answer"]


def test_a_further_round_asks_only_those_without_an_answer(checkins: CheckIns) -> None:
    campaign, net = begun(checkins), Net()
    rounds(checkins, campaign, net)
    checkins.answer(campaign, "E1", "safe", at=SOON)
    rounds(checkins, campaign, net)
    assert [message.to for _, message in net.sent] == [f"{n}.{SECRET_MAIL}" for n in (1, 2, 2)]
    assert len({message.key for _, message in net.sent}) == 3


def test_a_round_that_was_cut_short_is_finished_with_the_same_keys(checkins: CheckIns) -> None:
    class Cut(Exception):
        pass

    def dies(name: str, message: Message) -> Delivery:
        keys.append(message.key)
        raise Cut

    keys: list[str] = []
    campaign = begun(checkins)
    with pytest.raises(Cut):
        ask(checkins, campaign, dies, routes=ROUTES, address=ADDRESS, clock=lambda: NOON, together=1)
    net = Net()
    rounds(checkins, campaign, net)
    assert {message.key for _, message in net.sent} >= set(keys)
    assert {each.round for each in checkins.sendings(campaign.id)} == {1}
    assert all(each.status == "confirmed" for each in checkins.sendings(campaign.id))


def test_those_who_answer_for_the_silent_are_told_who_they_are(checkins: CheckIns) -> None:
    campaign, net = begun(checkins), Net()
    checkins.answer(campaign, "E2", "safe", at=SOON)
    done = escalate(checkins, campaign, net, routes=ROUTES, address=ADDRESS, clock=lambda: NOON)
    assert done.confirmed == 1
    message = net.sent[0][1]
    assert message.to == f"9.{SECRET_MAIL}"
    assert "Aïssa Number1" in message.body
    assert "Aïssa Number2" not in message.body
    assert board_of(checkins, campaign).lines[0].status == "not reached"


def test_a_drill_says_so_first_in_every_message_and_its_answers_stay_its_own(checkins: CheckIns) -> None:
    drill, net = begun(checkins, drill=True), Net()
    rounds(checkins, drill, net)
    escalate(checkins, drill, net, routes=ROUTES, address=ADDRESS, clock=lambda: NOON)
    assert len(net.sent) == 3
    for _, message in net.sent:
        assert message.drill
        assert not message.urgent
        assert message.heading.startswith("EXERCISE")
        assert message.text.startswith("EXERCISE")
        assert message.body.startswith("EXERCISE")
    checkins.answer(drill, "E1", "help", at=SOON)
    real = begun(checkins)
    assert checkins.answers(real) == []
    assert board_of(checkins, real).counts["help"] == 0
    assert (
        checkins.answers(Campaign(**{n: getattr(drill, n) for n in Campaign.__struct_fields__} | {"drill": False}))
        == []
    )


def test_the_latest_answer_counts_and_all_are_kept_with_who_took_them(checkins: CheckIns) -> None:
    campaign = begun(checkins)
    checkins.answer(campaign, "E1", "help", at=SOON, note="door is blocked", place="Niamey")
    checkins.answer(campaign, "E1", "safe", at=SOON + dt.timedelta(minutes=5), taken_by=Viewer(name="desk 2"))
    kept = checkins.answers(campaign)
    assert [(each.state, each.note, each.place, each.taken_by) for each in kept] == [
        ("help", "door is blocked", "Niamey", None),
        ("safe", "", "", "desk 2"),
    ]
    line = next(each for each in board_of(checkins, campaign).lines if each.person == "E1")
    assert (line.status, line.answers, line.taken_by) == ("safe", 2, "desk 2")
    with pytest.raises(InputError, match="not asked"):
        checkins.answer(campaign, "E9", "safe", at=SOON, taken_by=LOCAL)
    with pytest.raises(InputError, match="Nobody"):
        checkins.begin([], title="", whom="", by=LOCAL, at=NOON)


def test_the_call_list_is_by_urgency_with_numbers_for_responders_alone(checkins: CheckIns) -> None:
    campaign, net = begun(checkins, "E1", "E2", "E9"), Net()
    ask(checkins, campaign, net, routes=ROUTES, address=ADDRESS, clock=lambda: NOON, persons={"E2", "E9"})
    checkins.answer(campaign, "E9", "help", at=SOON)
    calls = call_list(checkins, campaign, viewer=Viewer(name="r"), at=SOON)
    assert [(each.person, each.status) for each in calls] == [
        ("E9", "help"), ("E1", "not reached"), ("E2", "no answer"),
    ]  # fmt: skip
    assert calls[1].numbers == (f"{SECRET_PHONE}1",)
    assert calls[1].answered_by == ("Aïssa Number9",)
    assert {each.did for each in checkins.people.views("E1")} == {"call list"}
    shown = call_list(checkins, campaign, viewer=Viewer(name="v", role="viewer"), at=SOON)
    assert [each.numbers for each in shown] == [(), (), ()]


def test_erasure_keeps_the_count_and_nothing_else(checkins: CheckIns) -> None:
    campaign = begun(checkins)
    rounds(checkins, campaign, Net())
    checkins.answer(campaign, "E1", "help", at=SOON, note="n", place="Niamey")
    erase(checkins.people, "E1", viewer=LOCAL, at=SOON)
    kept = checkins.answers(campaign)
    assert [(each.state, each.note, each.place) for each in kept] == [("help", "", "")]
    assert kept[0].person.startswith("erased-")
    assert {each.person for each in checkins.sendings(campaign.id)} == {"E2", kept[0].person}


def test_times_count_from_the_first_question_until_so_many_answered() -> None:
    campaign = Campaign(
        id="c", title="t", whom="w", made_at=NOON, expires_at=NOON + dt.timedelta(days=1), made_by="x"
    )  # fmt: skip
    people = {f"P{n}": ("Field",) if n % 2 else ("Field", "Desk") for n in range(20)}
    at = NOON + dt.timedelta(minutes=1)
    sent = [Sending(person=each, to_whom=each, purpose="ask", round=1, channel="m", status="confirmed", at=at) for each in people]  # fmt: skip  # noqa: E501
    said = [Answer(person=f"P{n}", state="safe", at=at + dt.timedelta(minutes=n + 1)) for n in range(19)]
    found = muster(campaign, people, sent, said)
    assert found.minutes == {50: 10.0, 95: 19.0, 100: None}
    assert (found.accounted, found.counts["safe"], found.counts["no answer"]) == (19, 19, 1)
    assert found.groups["Desk"]["safe"] == 10
    assert sum(found.counts.values()) == 20


def test_a_channel_serves_the_way_that_it_is_named_for_and_a_mail_server_serves_mail() -> None:
    made = {name: Channel(name=name, url=url) for name, url in (("office", "smtp://h"), ("sms", "x://y"), ("desk", "https://z"))}  # fmt: skip  # noqa: E501
    assert routes(made) == {"mail": "office", "sms": "sms"}


def test_every_language_says_everything() -> None:
    assert len(languages()) == 9
    for tag in languages():
        said = words(f"{tag}-XX")
        assert said.language == tag
        assert all(getattr(said, each).strip() for each in said.__struct_fields__)
    assert words("xx").language == "en"
