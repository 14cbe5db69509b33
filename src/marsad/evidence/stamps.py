"""Stamps of time (RFC 3161): a stranger with a clock signs the last hash of the log, and so all that stood in the store by then.

The answer is kept in the log itself, as the entry after the hash that it signs, so that it can be checked years later without a
network: with `marsad stamp --check`, or with `openssl ts -verify`.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from marsad.errors import BadInput, MissingExtra, StoreError, UsageError
from marsad.store import Store, log
from marsad.store import schema as t
from marsad.store.engine import writing

if TYPE_CHECKING:
    from rfc3161_client import TimeStampRequest, TimeStampResponse

MAX_ANSWER = 1_000_000
TRIES = 3
_ASKED = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}


@dataclass(frozen=True, slots=True)
class Stamp:
    """One stamp of the log: its entry's number, the hash that was signed, when (ISO 8601, UTC, by the authority's clock), who was
    asked, and the whole answer (DER)."""

    seq: int
    head: str
    time: str
    tsa: str
    answer: bytes


def stamp(store: Store, tsa: str, allow_hosts: Collection[str] = (), roots: Path | None = None) -> Stamp:
    """Have the last hash of the log signed by the authority at `tsa` and note its answer in the log; with `roots` (PEM) the signature
    is checked first. Raises BadInput, UsageError, MissingExtra."""
    from marsad.sources.fetch import fetch

    for _ in range(TRIES):
        head = last_hash(store)
        asked = query(head)
        found = fetch(tsa, allow_hosts, MAX_ANSWER, headers=_ASKED, redirects=0, body=asked.as_bytes())
        answer = _answer(found.data, head, tsa, asked.nonce)
        if roots:
            check(found.data, head, roots, tsa)
        # Who writes meanwhile moves the head: the stamp must follow the hash that it signs.
        if (noted := _note(store, head, tsa, answer)) is not None:
            return noted
    raise StoreError("others write to the log faster than it can be stamped", where=store.target, hint="try again later")


def record(store: Store, data: bytes, where: str, roots: Path | None = None) -> Stamp:
    """Note an answer that was fetched by other means (see `query`). Raises BadInput where it does not sign the last hash of the log."""
    head = last_hash(store)
    answer = _answer(data, head, where, None)
    if roots:
        check(data, head, roots, where)
    noted = _note(store, head, where, answer)
    if noted is None:
        raise StoreError("the log went on meanwhile", where=store.target, hint="ask for a new stamp")
    return noted


def query(head: str, nonce: bool = True) -> TimeStampRequest:
    """The request for a stamp of a hash of the log: its 64 letters are what is signed (through SHA-256). Raises MissingExtra."""
    library()
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    builder = TimestampRequestBuilder().data(head.encode()).hash_algorithm(HashAlgorithm.SHA256)
    return builder.nonce(nonce=nonce).cert_request(cert_request=True).build()


def last_hash(store: Store) -> str:
    """The hash of the last entry of the log. Raises UsageError where it is empty."""
    with store.engine.connect() as c:
        head = c.execute(sa.select(t.log.c.hash).order_by(t.log.c.seq.desc()).limit(1)).scalar()
    if head is None:
        raise UsageError("the log is empty: there is nothing to stamp", where=store.target)
    return str(head)


def stamps(store: Store) -> Iterator[Stamp]:
    """The stamps in the log, in order."""
    with store.engine.connect() as c:
        query_ = sa.select(t.log.c.seq, t.log.c.entry).where(t.log.c.entry.like('{"action":"stamped"%')).order_by(t.log.c.seq)
        for seq, entry in c.execute(query_):
            said = json.loads(entry)
            yield Stamp(seq, said["head"], said["time"], said["tsa"], base64.b64decode(said["answer"]))


def check(data: bytes, head: str, roots: Path, where: str) -> None:
    """Check an answer without a network: that it signs `head`, that the signature is right, and that its certificate, made for
    stamps, leads to one of `roots` (PEM) and was valid then. Raises BadInput, UsageError, MissingExtra."""
    library()
    from cryptography import x509
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    try:
        certificates = x509.load_pem_x509_certificates(roots.read_bytes())
    except (OSError, ValueError) as error:
        raise UsageError(f"the certificates cannot be read: {error}", where=str(roots)) from error
    builder = VerifierBuilder(roots=list(certificates))
    try:
        answer = decode_timestamp_response(data)
        # Rust's panics are no Exception; what is no answer is refused by the structure before.
        builder.build().verify_message(answer, head.encode())
    except (VerificationError, ValueError) as error:
        raise BadInput(f"the stamp does not hold: {error}", where=where) from error


def library() -> None:
    """Raise MissingExtra where the library for stamps is not installed."""
    from importlib.util import find_spec

    if find_spec("rfc3161_client") is None:
        raise MissingExtra("stamps of time need rfc3161-client", hint="pip install marsad[stamps]")


def _answer(data: bytes, head: str, where: str, nonce: int | None) -> TimeStampResponse:
    from rfc3161_client import PKIStatus, decode_timestamp_response

    library()
    try:
        answer = decode_timestamp_response(data)
        if answer.status not in (PKIStatus.GRANTED, PKIStatus.GRANTED_WITH_MODS):
            said = ", ".join(answer.status_string) or f"status {answer.status}"
            raise BadInput(f"the authority refuses: {said}", where=where)
        info = answer.tst_info
        signed = info.message_imprint.message
    except ValueError as error:
        raise BadInput(f"this is no answer of a stamping authority: {error}", where=where) from error
    if signed != hashlib.sha256(head.encode()).digest():
        raise BadInput("the answer signs something else than the last hash of the log", where=where)
    if nonce is not None and info.nonce != nonce:
        raise BadInput("the answer belongs to another request", where=where)
    return answer


def _note(store: Store, head: str, tsa: str, answer: TimeStampResponse) -> Stamp | None:
    """Write the entry, unless the log has gone on since `head`."""
    data = answer.as_bytes()
    time = answer.tst_info.gen_time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    said = {
        "action": "stamped",
        "head": head,
        "time": time,
        "tsa": tsa,
        "answer": base64.b64encode(data).decode(),
        "at": log.now(),
    }
    with writing(store.engine) as c:
        last = c.execute(sa.select(t.log.c.seq, t.log.c.hash).order_by(t.log.c.seq.desc()).limit(1)).one()
        if last.hash != head:
            return None
        log.append(c, [said])
    return Stamp(last.seq + 1, head, time, tsa, data)
