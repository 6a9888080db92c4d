"""Password verifiers made here, so that PostgreSQL need not stretch 306 passwords one after the other."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

ITERATIONS = 4096
"""PostgreSQL's own number."""


def scram_verifier(password: str) -> str:
    """What PostgreSQL stores for an ASCII `password` (RFC 5802, RFC 7677), with a new salt."""
    salt = secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode("ascii"), salt, ITERATIONS)
    stored = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    salt_text, stored_text, server_text = (
        base64.b64encode(part).decode("ascii") for part in (salt, stored, server)
    )
    return f"SCRAM-SHA-256${ITERATIONS}:{salt_text}${stored_text}:{server_text}"
