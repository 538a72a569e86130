"""Settings, from the environment only (prefix EXCHANGE_)."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an operator can set. `store` is sqlite:PATH, or bolt:// or neo4j:// with user and password.

    `set_aside` names a private file: States that are never suggested to others.
    """

    model_config = SettingsConfigDict(env_prefix="EXCHANGE_", frozen=True)

    store: str | None = None
    data: Path = Path("data")
    neo4j_user: str | None = None
    neo4j_password: SecretStr | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    public_url: str | None = Field(default=None, pattern=r"^https?://[^/]+")
    contact: str | None = None
    set_aside: Path | None = None

    @property
    def base_url(self) -> str:
        """Where readers reach the service; never taken from a request."""
        if self.public_url:
            return self.public_url.rstrip("/")
        host = "localhost" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def data_was_given(self) -> bool:
        """True where the operator named the data folder: then it must exist."""
        return "data" in self.model_fields_set
