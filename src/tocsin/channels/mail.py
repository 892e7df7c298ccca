"""Messages by mail, spoken to the server directly: so that a mail keeps its Message-ID however often it is sent."""

import datetime as dt
import email.policy
import email.utils
import re
import smtplib
import ssl
import urllib.parse
from email.message import EmailMessage

from tocsin.channels.model import Channel, Message, bare
from tocsin.errors import NotSent

_ADDRESS = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+")


def send_mail(message: Message, channel: Channel, now: dt.datetime) -> str:
    """Hand the mail to the server of the channel; what the server said. Raises NotSent.

    The address is ``smtp://USER@HOST:PORT/?from=ADDRESS`` (STARTTLS is demanded unless ``&tls=none``) or ``smtps://``;
    ``&to=ADDRESS`` is for messages that name nobody.
    """
    url = urllib.parse.urlsplit(channel.url)
    options = dict(urllib.parse.parse_qsl(url.query))
    to, sender = message.to or options.get("to", ""), options.get("from", "")
    if not _ADDRESS.fullmatch(to) or not _ADDRESS.fullmatch(sender):
        why = f"{channel.name}: a mail goes from one address to one, and {to or sender or 'nothing'!r} is none"
        raise NotSent(why, final=True)
    try:
        with _server(url, channel) as server:
            if url.scheme == "smtp" and options.get("tls") != "none":
                server.starttls(context=ssl.create_default_context())
            if url.username:
                server.login(urllib.parse.unquote(url.username), channel.secret)
            server.send_message(_mail(message, sender, to, now), sender, [to])
    except smtplib.SMTPRecipientsRefused as error:
        raise _refused(channel, "receiver", *next(iter(error.recipients.values()))) from None
    except smtplib.SMTPDataError as error:
        raise _refused(channel, "mail", error.smtp_code, error.smtp_error) from None
    except (smtplib.SMTPException, OSError) as error:
        raise bare(channel, f"the mail server could not be used: {error or type(error).__name__}") from None
    return "taken by the mail server"


def _server(url: urllib.parse.SplitResult, channel: Channel) -> smtplib.SMTP:
    host = url.hostname or ""
    if url.scheme == "smtps":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, url.port or 465, timeout=channel.timeout, context=context)
    return smtplib.SMTP(host, url.port or 587, timeout=channel.timeout)


def _mail(message: Message, sender: str, to: str, now: dt.datetime) -> EmailMessage:
    mail = EmailMessage(policy=email.policy.SMTP)
    mail["Subject"], mail["From"], mail["To"] = message.heading, sender, to
    mail["Date"] = email.utils.format_datetime(now)
    mail["Message-ID"] = f"<{message.key}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    if message.urgent:
        mail["Importance"], mail["X-Priority"] = "high", "1"
    mail.set_content(message.text + "\n")
    if message.cap is not None:
        mail.add_attachment(message.cap, maintype="application", subtype="cap+xml", filename="alert.cap")
    return mail


def _refused(channel: Channel, what: str, code: int, words: bytes | str) -> NotSent:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    why = f"{channel.name}: the server refused the {what}: {code} {' '.join(text.split())[:200]}"
    return NotSent(why, final=code >= 500)
