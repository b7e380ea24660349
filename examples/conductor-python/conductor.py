#!/usr/bin/python3
"""A conductor that is told what to do.

Reads tasks from its standard input and writes the results of its commands to its standard output, a line of JSON each
(docs/conformance.md). It knows the pipeline by its topics only.
"""

import json
import os
import sys
import threading
import uuid
from collections import OrderedDict
from datetime import datetime, timezone

from confluent_kafka import Consumer, Producer, TopicPartition

COMMANDS = "passenger.commands"
RESULTS = "passenger.command-results"
PATIENCE_S = 30
REMEMBERED = 10_000


class OpenCommands:
    """Which commands have no result yet. A command that is sent again gets the same result again."""

    def __init__(self):
        self._changed = threading.Condition()
        self._open = set()
        self._reported = OrderedDict()

    def sent(self, command_id):
        with self._changed:
            if command_id not in self._reported:
                self._open.add(command_id)

    def answered(self, command_id, report):
        """Reports the first result of a command of ours. Only then it is open no longer: the program may end at once."""
        with self._changed:
            if command_id not in self._open:
                return
            report()
            self._open.remove(command_id)
            self._reported[command_id] = True
            if len(self._reported) > REMEMBERED:
                self._reported.popitem(last=False)
            self._changed.notify_all()

    def wait(self):
        """Waits until no command is open; returns whether that comes in time."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._open, PATIENCE_S)


def results_from_now(bootstrap):
    """A consumer of all results that come from here on. It has a group only because the client asks for one."""
    consumer = Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": f"conductor-{uuid.uuid4()}",
            "isolation.level": "read_committed",
            "enable.auto.commit": False,
        }
    )
    partitions = consumer.list_topics(RESULTS, timeout=PATIENCE_S).topics[RESULTS].partitions
    ends = []
    for partition in partitions:
        place = TopicPartition(RESULTS, partition)
        # Asked before the first command is sent: left to itself, the consumer would ask later, and miss results.
        place.offset = consumer.get_watermark_offsets(place, timeout=PATIENCE_S)[1]
        ends.append(place)
    consumer.assign(ends)
    return consumer


def follow(consumer, commands):
    while True:
        message = consumer.poll(0.1)
        if message is None:
            continue
        if message.error():
            print(message.error(), file=sys.stderr)
            continue
        result = json.loads(message.value())
        commands.answered(result["command_id"], lambda: report(result))


def report(result):
    line = {key: result[key] for key in ("command_id", "outcome", "reason") if key in result}
    print(json.dumps(line), flush=True)


def command_of(task):
    command = dict(task)
    command["type"] = command.pop("do").upper()
    command["issued_at"] = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return command


def main():
    bootstrap = os.environ.get("KAFKA_BOOTSTRAP", "localhost:9092")
    commands = OpenCommands()
    consumer = results_from_now(bootstrap)
    threading.Thread(target=follow, args=(consumer, commands), daemon=True).start()
    # librdkafka hashes keys in its own way (CRC32). The reservoir copies the commands to the right partition;
    # "partitioner": "murmur2_random" would spare it that.
    producer = Producer({"bootstrap.servers": bootstrap, "enable.idempotence": True})
    for line in sys.stdin:
        command = command_of(json.loads(line))
        commands.sent(command["command_id"])
        producer.produce(COMMANDS, key=command["reservoir"], value=json.dumps(command))
        producer.poll(0)
    producer.flush(PATIENCE_S)
    return 0 if commands.wait() else 1


if __name__ == "__main__":
    # Not sys.exit, which would wait for the thread inside the client.
    status = main()
    sys.stdout.flush()
    os._exit(status)
