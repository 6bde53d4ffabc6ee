"""The process that runs jobs, and a way to run what is due here and now."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from typing import Any

from asgiref.sync import async_to_sync
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job as QueuedJob
from procrastinate.jobs import Status
from procrastinate.manager import JobManager
from psycopg import OperationalError

log = logging.getLogger("zhigong.jobs")
HEARTBEAT = 5.0
SILENT = 20.0  # seconds after which a worker counts as dead
WAIT_FOR_DATABASE = 5.0
MOST_ATTEMPTS = 20  # of a job that takes its worker down with it


def run_worker(
    stop: threading.Event, *, concurrency: int = 2, grace: float = 20.0, recover_every: float = 10.0
) -> None:
    """Run jobs until ``stop`` is set; the jobs in hand have ``grace`` seconds to end.

    A database out of reach is waited for: jobs go on where they stood.
    """
    while not stop.is_set():
        try:
            asyncio.run(_work(stop, concurrency, grace, recover_every))
            return
        except (ConnectorException, OperationalError) as error:
            log.warning("jobs wait for the database: %s", error)
            stop.wait(WAIT_FOR_DATABASE)


async def _work(
    stop: threading.Event, concurrency: int, grace: float, recover_every: float
) -> None:
    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        async with working.open_async():
            worker = asyncio.create_task(
                working.run_worker_async(
                    concurrency=concurrency,
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=grace,
                    fetch_job_polling_interval=3.0,
                    update_heartbeat_interval=HEARTBEAT,
                    stalled_worker_timeout=SILENT,
                )
            )
            recovery = asyncio.create_task(_recover(working.job_manager, recover_every))
            while not stop.is_set() and not worker.done():
                await asyncio.sleep(0.1)
            recovery.cancel()
            if not worker.done():
                worker.cancel()
            await asyncio.gather(recovery, return_exceptions=True)
            try:
                await worker
            except asyncio.CancelledError:
                log.info("worker stopped")


async def _recover(manager: JobManager, every: float) -> None:
    """Give back the jobs of workers that died. A database out of reach is tried again."""
    while True:
        try:
            await manager.prune_stalled_workers(SILENT)
            await recover_stalled(manager)
        except ConnectorException as error:
            log.warning("jobs of dead workers not looked for: %s", error)
        await asyncio.sleep(every)


async def recover_stalled(manager: JobManager) -> int:
    """Put jobs back whose worker is dead; one that killed many is failed for good."""
    stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT))
    for found in stalled:
        if found.attempts + 1 >= MOST_ATTEMPTS:
            await manager.finish_job(found, Status.FAILED, delete_job=False)
        else:
            await manager.retry_job(found)
        log.warning("job %s of a dead worker given back", found.id)
    return len(stalled)


def run_due(*, limit: int = 1000) -> int:
    """Run what is due in this process, on this connection, within its transaction if there is one.

    For tests and the demo. Raises what a job raises; returns how many ran.
    """
    manager = JobManager(DjangoConnector())
    worker_id = async_to_sync(manager.register_worker)()
    done = 0
    try:
        while done < limit:
            found = async_to_sync(manager.fetch_job)(queues=None, worker_id=worker_id)
            if found is None:
                break
            _run_here(manager, found)
            done += 1
    finally:
        async_to_sync(manager.unregister_worker)(worker_id)
    return done


def _run_here(manager: JobManager, found: QueuedJob) -> None:
    sent: Any = found.task_kwargs  # Django's connection gives JSON as text
    try:
        app.tasks[found.task_name](**(json.loads(sent) if isinstance(sent, str) else sent))
    except BaseException:
        async_to_sync(manager.finish_job)(found, Status.FAILED, delete_job=False)
        raise
    async_to_sync(manager.finish_job)(found, Status.SUCCEEDED, delete_job=False)
