"""Every setting and every limit of the server, read once from NABLASCOPE_* variables and then frozen."""

import os
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "NABLASCOPE_"

LogLevel = Literal["critical", "error", "warning", "info", "debug"]


def _tidy_root_path(path: str) -> str:
    """A proxy's sub-path as ASGI writes it: empty, or with a leading and without a trailing slash."""
    trimmed = path.strip("/")
    return f"/{trimmed}" if trimmed else ""


class Settings(BaseSettings):
    """What the environment decides. Each field is the variable NABLASCOPE_<FIELD> in capitals."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    host: str = Field("127.0.0.1", min_length=1, description="address that the server listens on")
    port: int = Field(8000, ge=0, le=65535, description="TCP port; 0 takes a free one")
    workers: int = Field(1, ge=1, le=256, description="server processes; each has limits of its own")
    root_path: Annotated[str, AfterValidator(_tidy_root_path)] = Field(
        "", description="sub-path under which a proxy publishes the server, such as /nablascope"
    )
    forwarded_allow_ips: str = Field(
        "127.0.0.1", description="proxies whose X-Forwarded headers are believed, with commas; * for all"
    )
    log_level: LogLevel = Field(
        "warning", description="least severe message that is logged; info also logs every request"
    )
    max_body_bytes: int = Field(64 * 2**20, ge=1024, le=2**31, description="bytes of a request's body")
    body_seconds: float = Field(60.0, gt=0, le=3600, description="seconds that a body may take to arrive")
    max_fields: int = Field(
        20_000, ge=100, le=10**7, description="names with a value in a body; each may become an error to tell"
    )
    max_lists: int = Field(1_000_000, ge=100, le=10**8, description="lists in a body, such as the rows of a matrix")
    max_layers: int = Field(64, ge=1, le=10_000, description="layers of a network")
    max_units: int = Field(4096, ge=1, le=1_000_000, description="units of one layer, and input features")
    max_parameters: int = Field(20_000_000, ge=1, le=10**10, description="weights and biases of a network together")
    max_batch: int = Field(10_000, ge=1, le=10_000_000, description="examples of a batch")
    max_flops: int = Field(
        2 * 10**12, ge=1000, le=10**18, description="estimated floating-point operations of one request"
    )
    max_answer_bytes: int = Field(
        256 * 2**20, ge=1024, le=2**34, description="estimated bytes of one answer, before compression"
    )
    max_working_bytes: int = Field(
        2**30, ge=1024, le=2**40, description="estimated bytes of memory of one computation"
    )
    max_check_parameters: int = Field(
        20_000,
        ge=0,
        le=10**7,
        description="weights, biases and units that a check moves one by one; random directions do for the rest",
    )
    compute_concurrency: int = Field(
        0, ge=0, le=1024, description="computations at once; 0 stands for half of the cores, at least one"
    )
    compute_queue: int = Field(
        32, ge=0, le=100_000, description="computations that may wait; one more is answered with 503"
    )
    retry_after_seconds: int = Field(1, ge=1, le=3600, description="Retry-After of such a 503, in seconds")
    max_steps: int = Field(1_000_000, ge=1, le=10**9, description="updates of a run of training")
    max_recorded_steps: int = Field(20_000, ge=2, le=10**7, description="steps of a run that are told")
    max_life_changes: int = Field(
        20_000,
        ge=2,
        le=10**7,
        description="deaths and revivals of a run that are told; later ones are only counted",
    )
    max_train_flops: int = Field(
        10**14, ge=1000, le=10**19, description="estimated floating-point operations of a run of training"
    )
    max_train_seconds: float = Field(
        600.0, gt=0, le=10**6, description="seconds that a run may take; then it ends with what it has reached"
    )
    snapshot_bytes: int = Field(
        64 * 2**20,
        ge=1024,
        le=2**34,
        description="estimated bytes of all snapshots of a run; past it they are thinned",
    )
    probe_examples: int = Field(
        2000,
        ge=1,
        le=10_000_000,
        description="examples on which each step of a run is probed: the first of the data",
    )
    train_runs: int = Field(
        8, ge=1, le=1024, description="runs of training at once, in turn; one more is answered with 503"
    )
    stalled_seconds: float = Field(
        60.0, gt=0, le=3600, description="seconds in which the reader of a run must take 64 KiB, or is dropped"
    )
    answer_keys: bool = Field(False, description="whether /problems gives the key of an exercise (?key=true)")

    def computations_at_once(self) -> int:
        """How many computations one worker runs side by side."""
        return self.compute_concurrency or max(1, available_cores() // 2)


def available_cores() -> int:
    """Cores that this process may use; at least one."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)


def settings_table() -> str:
    """Every setting as a Markdown table of variable, default and meaning, one row a field, in order."""
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = f"`{field.default}`" if field.default != "" else "empty"
        rows.append(f"| `{PREFIX}{name.upper()}` | {default} | {field.description} |")
    return "\n".join(rows)
