"""`hyperplane worker`: does the long work of bots on other machines."""

from __future__ import annotations

from typing import Annotated

import typer

from bot import logs, settings
from bot.cluster_address import parse_cluster
from bot.terminal import Stop, until_stopped


def worker(
    scheduler: Annotated[
        str | None,
        typer.Argument(help="The scheduler's address, as in tcp://host:8786; else HYPERPLANE_COMPUTE."),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(help="How many jobs to do at once; else HYPERPLANE_WORKERS.", min=1, max=64)
    ] = None,
    host: Annotated[
        str | None, typer.Option(help="This machine's address, as scheduler and bots reach it.")
    ] = None,
) -> None:
    """Do the long work of bots, through a Dask scheduler, until told to stop."""
    chosen = settings.load()
    try:
        address = parse_cluster(scheduler) if scheduler else chosen.compute
    except ValueError as error:
        raise Stop(f"The scheduler's address is wrong: {error}.") from error
    if address is None:
        raise Stop("Say where the scheduler is: hyperplane worker tcp://host:8786, or HYPERPLANE_COMPUTE.")
    logs.configure(chosen.log_level, chosen.log_format)
    from bot.compute.serving import serve

    until_stopped(serve(address, jobs or chosen.workers, host))
