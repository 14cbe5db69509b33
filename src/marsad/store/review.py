"""Who may judge, who is signed in, and the append-only log of judgements."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import replace

import sqlalchemy as sa

from marsad.errors import NotFound, UsageError
from marsad.model.codec import dumps, loads
from marsad.review.judgements import ROLES, Judgement, standing
from marsad.store import schema as t
from marsad.store.core import Records
from marsad.store.direct import Question
from marsad.store.engine import writing
from marsad.store.reports import chunks

_JUDGEMENTS = Question(sa.select(t.judgement.c.data).order_by(t.judgement.c.seq))
SESSION_SECONDS = 12 * 3600


class ReviewTables(Records):
    """Reading and writing of `user`, `session` and `judgement`."""

    def add_user(self, name: str, role: str, password: str) -> None:
        """Make a user, or give one a new role and password; open sessions of that user end. Raises UsageError."""
        from argon2 import PasswordHasher

        if role not in ROLES:
            raise UsageError(f"there is no role «{role}»", where="--role", hint=" or ".join(ROLES))
        if not name.strip() or len(password) < 12:
            raise UsageError("a user needs a name and a password of at least 12 characters")
        hashed = PasswordHasher().hash(password)
        with writing(self.engine) as c:
            c.execute(t.user.delete().where(t.user.c.name == name))
            c.execute(t.session.delete().where(t.session.c.user == name))
            c.execute(t.user.insert().values(name=name, role=role, password=hashed))

    def users(self) -> list[tuple[str, str]]:
        """(name, role) of every user."""
        with self.engine.connect() as c:
            rows = c.execute(sa.select(t.user.c.name, t.user.c.role).order_by(t.user.c.name))
            return [(row.name, row.role) for row in rows]

    def sign_in(self, name: str, password: str, now: int) -> tuple[str, str] | None:
        """(session token, CSRF token) for the right password, else None. `now` is Unix time in seconds."""
        from argon2 import PasswordHasher
        from argon2.exceptions import Argon2Error, InvalidHashError

        hasher = PasswordHasher()
        with self.engine.connect() as c:
            kept = c.execute(sa.select(t.user.c.password).where(t.user.c.name == name)).scalar()
        try:
            # An unknown name takes as long as a wrong password: which names exist is nobody's business.
            hasher.verify(kept or _NOBODY, password)
        except (Argon2Error, InvalidHashError):
            return None
        if kept is None:
            return None
        token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        with writing(self.engine) as c:
            c.execute(t.session.delete().where(t.session.c.expires < now))
            c.execute(
                t.session.insert().values(token=_hash(token), user=name, csrf=csrf, expires=now + SESSION_SECONDS)
            )
        return token, csrf

    def signed_in(self, token: str, now: int) -> tuple[str, str, str] | None:
        """(user, role, CSRF token) of a live session, else None."""
        query = (
            sa.select(t.user.c.name, t.user.c.role, t.session.c.csrf)
            .join(t.user, t.user.c.name == t.session.c.user)
            .where(t.session.c.token == _hash(token), t.session.c.expires >= now)
        )
        with self.engine.connect() as c:
            row = c.execute(query).first()
        return (row.name, row.role, row.csrf) if row else None

    def sign_out(self, token: str) -> None:
        """End a session."""
        with writing(self.engine) as c:
            c.execute(t.session.delete().where(t.session.c.token == _hash(token)))

    def judge(self, judgement: Judgement) -> Judgement:
        """Append a judgement to the log and give it back with its number."""
        with writing(self.engine) as c:
            seq = int(c.execute(sa.select(sa.func.max(t.judgement.c.seq))).scalar() or 0) + 1
            done = replace(judgement, seq=seq)
            c.execute(t.judgement.insert().values(seq=seq, item=done.item, data=dumps(done)))
            # The feed is public: it tells what was judged and in what role, not by whom.
            note = {"what": done.what, "item": done.item, "action": "judged", "detail": f"{done.action}, {done.role}"}
            c.execute(t.change.insert().values(note))
        return done

    def judgements(self, item: str | None = None) -> Iterator[Judgement]:
        """The audit log in order; of one claim or event where named."""
        query = sa.select(t.judgement.c.data).order_by(t.judgement.c.seq)
        if item is not None:
            query = query.where(t.judgement.c.item == item)
        return self._all(Judgement, query)

    def judgement(self, seq: int) -> Judgement:
        """One entry of the audit log. Raises NotFound."""
        with self._asking() as c:
            data = c.execute(sa.select(t.judgement.c.data).where(t.judgement.c.seq == seq)).scalar()
        if data is None:
            raise NotFound("no such judgement", where=str(seq))
        return loads(Judgement, data)

    def standing_judgements(self) -> list[Judgement]:
        """The judgements that count now."""
        told = self._told
        if told is None:
            return self._standing()
        if told.judgements is None:
            told.judgements = self._standing()
        return told.judgements

    def _standing(self) -> list[Judgement]:
        with self._asking() as c:
            every = [loads(Judgement, row.data) for row in _JUDGEMENTS.ask(c)]
        if not every:
            return []
        texts: dict[str, str] = {}
        with self._asking() as c:
            for part in chunks(sorted({j.report for j in every if j.report})):
                query = sa.select(t.report.c.id, t.report.c.text_sha256).where(t.report.c.current, t.report.c.id.in_(part))
                texts.update((row.id, row.text_sha256) for row in c.execute(query))
        return standing(every, texts)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$nXl6AD81RDakD7l0sK9eWw$d24Han629iNYW2x1yj7v383HUiULxDEa6ky3VtrxSeM"
