"""Each figure's name, unit and meaning, as Prometheus wants them; label values come from closed lists alone."""

from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Final

from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)

from bot.meter import BOUNDS, Histogram, Meter
from bot.metrics.looks import Seen

_PREFIX: Final = "pendataan_"
_BOUNDS: Final = (*map(str, BOUNDS), "+Inf")


def counted(meter: Meter) -> Iterator[Metric]:
    """What this process has done since it started."""
    turns = {"answered": meter.answered, "failed": meter.failed, "set_aside": meter.set_aside}
    yield _counter("updates", "Updates of Telegram that were taken into the inbox, repeated ones too.", meter.updates)
    yield _counters("turns", "Turns; a failed one is tried again, up to four times, or set aside.", "outcome", turns)
    yield _counter("sends", "Sends that Telegram took.", sum(meter.sends.counts))
    yield _counters("sends_refused", "Sends that were given up, by kind of error.", "error", meter.refused)
    yield _counter("sends_ambiguous", "Sends whose answer was lost, and which are tried again.", meter.ambiguous)
    yield _counter("retry_after", "How often Telegram's retry_after was obeyed.", meter.held)
    yield _counter("retry_after_seconds", "Seconds that Telegram asked nothing to be sent for.", meter.held_seconds)
    yield _counters("job_failures", "Tries of jobs that failed; the third is the last.", "kind", meter.job_failures)
    yield _gauge("jobs_under_way", "Jobs under way now.", meter.jobs_under_way)


def timed(meter: Meter) -> Iterator[Metric]:
    """How long its work took, and how long its loops have been still; one that has not begun is left out."""
    batch = _histogram("batch_duration_seconds", "Seconds from a look into the inbox to the commit of its turns.")
    batch.add_metric([], _buckets(meter.batches), meter.batches.seconds)
    send = _histogram("send_duration_seconds", "Seconds of a send that Telegram took, with making what goes along.")
    send.add_metric([], _buckets(meter.sends), meter.sends.seconds)
    jobs = _histogram("job_duration_seconds", "Seconds of a job with all of its tries, until done or put off.", "kind")
    for kind, took in meter.jobs.items():
        jobs.add_metric([kind], _buckets(took), took.seconds)
    still = {loop: seconds for loop, seconds in meter.still().items() if seconds is not None}
    yield from (batch, send, jobs)
    yield _gauge("working", "Whether this process empties the inbox; of several, one does.", bool(still))
    yield _gauges("loop_still_seconds", "Seconds since a loop last looked for something to do.", "loop", still)


def seen(found: Seen | None) -> Iterator[Metric]:
    """What waits in the database, and who stands where; nothing but that it is down where it does not answer."""
    yield _gauge("database_up", "Whether the database answered this scrape.", found is not None)
    if found is None:
        return
    inbox, outbox = found.depths.inbox, found.depths.outbox
    rows: dict[str, float] = {lane: depth.count for lane, depth in outbox.items()}
    ages: dict[str, float] = {lane: depth.age for lane, depth in outbox.items()}
    yield _gauge("inbox_people_waiting", "People whose input waits for a turn, or to be tried again.", inbox.count)
    yield _gauge("inbox_oldest_age_seconds", "Age of the oldest input that waits; 0 if none does.", inbox.age)
    yield _gauge("inbox_set_aside", "Inputs that were set aside after five failures.", found.census.set_aside)
    yield _gauges("outbox_rows", "What waits to be sent or done, by lane.", "lane", rows)
    yield _gauges("outbox_oldest_age_seconds", "Age of the oldest row of a lane; 0 if there is none.", "lane", ages)
    yield _gauges("workers", "Workers of all instansi by status.", "status", found.census.workers)


def build(version: str, schema: str) -> Metric:
    """What is running."""
    running = {"version": version, "schema": schema}
    return InfoMetricFamily(f"{_PREFIX}build", "Version of the program, and of its schema.", running)


def _counter(name: str, words: str, value: float) -> Metric:
    return CounterMetricFamily(_PREFIX + name, words, value)


def _counters(name: str, words: str, label: str, values: Mapping[str, float]) -> Metric:
    return _filled(CounterMetricFamily(_PREFIX + name, words, labels=[label]), values)


def _gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(_PREFIX + name, words, value)


def _gauges(name: str, words: str, label: str, values: Mapping[str, float]) -> Metric:
    return _filled(GaugeMetricFamily(_PREFIX + name, words, labels=[label]), values)


def _filled(family: CounterMetricFamily | GaugeMetricFamily, values: Mapping[str, float]) -> Metric:
    for kind, value in values.items():
        family.add_metric([kind], value)
    return family


def _histogram(name: str, words: str, *labels: str) -> HistogramMetricFamily:
    return HistogramMetricFamily(_PREFIX + name, words, labels=labels)


def _buckets(took: Histogram) -> list[tuple[str, float]]:
    return list(zip(_BOUNDS, accumulate(took.counts), strict=True))
