// A conductor that is told what to do: reads tasks from its standard input and writes the results of its commands to
// its standard output, a line of JSON each (docs/conformance.md). It knows the pipeline by its topics only.
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import {
  compatibilityPartitioner,
  Consumer,
  MessagesStreamModes,
  Producer,
  stringDeserializers,
  stringSerializers,
} from '@platformatic/kafka';

const COMMANDS = 'passenger.commands';
const RESULTS = 'passenger.command-results';
const PATIENCE_MS = 30_000;
const REMEMBERED = 10_000;

const clientId = `conductor-${randomUUID()}`;
const bootstrapBrokers = [process.env.KAFKA_BOOTSTRAP ?? 'localhost:9092'];

/** Commands that have no result yet. */
const open = new Set();
/** Commands whose result is reported; a command that is sent again gets the same result again. */
const reported = new Set();
let inputEnded = false;

// It reads with read_committed by itself. The group is for this process only: each conductor reads all results.
const results = new Consumer({ clientId, groupId: clientId, bootstrapBrokers, deserializers: stringDeserializers });
const producer = new Producer({
  clientId,
  bootstrapBrokers,
  serializers: stringSerializers,
  partitioner: compatibilityPartitioner, // as Kafka's own clients; with another one the reservoir copies the commands
  idempotent: true,
});

/** Where the results end is asked before the first command is sent: left to itself, the consumer would ask later. */
async function listen() {
  const ends = (await results.listOffsets({ topics: [RESULTS] })).get(RESULTS);
  const stream = await results.consume({
    topics: [RESULTS],
    mode: MessagesStreamModes.MANUAL,
    offsets: ends.map((offset, partition) => ({ topic: RESULTS, partition, offset })),
    maxWaitTime: 100,
    autocommit: false,
  });
  stream.on('error', fail);
  stream.on('data', (message) => settle(JSON.parse(message.value)));
}

async function send(task) {
  const { do: type, ...fields } = task;
  const command = { ...fields, type: type.toUpperCase(), issued_at: new Date().toISOString() };
  if (!reported.has(command.command_id)) {
    open.add(command.command_id);
  }
  await producer.send({
    messages: [{ topic: COMMANDS, key: command.reservoir, value: JSON.stringify(command) }],
  });
}

function settle({ command_id, outcome, reason }) {
  if (!open.delete(command_id)) {
    return; // another conductor's, or reported already
  }
  reported.add(command_id);
  if (reported.size > REMEMBERED) {
    reported.delete(reported.values().next().value);
  }
  console.log(JSON.stringify({ command_id, outcome, reason }));
  endWhenDone();
}

function endWhenDone() {
  if (inputEnded && open.size === 0) {
    process.exit(0);
  }
}

function fail(problem) {
  console.error(problem);
  process.exit(1);
}

await listen();
for await (const line of createInterface({ input: process.stdin })) {
  await send(JSON.parse(line)); // one after the other, which keeps their order
}
inputEnded = true;
setTimeout(() => fail(`No results of ${[...open].join(', ')}`), PATIENCE_MS);
endWhenDone();
