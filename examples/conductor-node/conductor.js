// A conductor: asks who waits near the stop, boards as many as there are free seats, and prints what became of each.
// It knows the pipeline by its HTTP API and its topics only, and uses the Kafka client as it comes.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Kafka, logLevel } from 'kafkajs';

const POLL_MS = 2_000;
const RESULTS = 'passenger.command-results';

const options = readOptions({
  route: { type: 'string' },
  vehicle: { type: 'string', default: 'BUS-1' },
  seats: { type: 'string', default: '40' },
  latitude: { type: 'string' },
  longitude: { type: 'string' },
  radius: { type: 'string', default: '0.2' },
  brokers: { type: 'string', default: 'localhost:9092' },
  api: { type: 'string', default: 'http://localhost:4000' },
});
for (const name of ['route', 'latitude', 'longitude']) {
  if (options[name] === undefined) {
    usage(`--${name} is missing.`);
  }
}
if (!/^[1-9]\d{0,2}$/.test(options.seats)) {
  usage(`--seats '${options.seats}' must be 1 to 999.`);
}

const kafka = new Kafka({ clientId: options.vehicle, brokers: options.brokers.split(','), logLevel: logLevel.ERROR });
const producer = kafka.producer();
const results = kafka.consumer({ groupId: `conductor-${options.vehicle}-${randomUUID()}` });

/** Commands that have no result yet, by their ids. */
const pending = new Map();
let freeSeats = Number(options.seats);

function readOptions(known) {
  // Else the west and the south would be taken for options.
  const negativesJoined = process.argv.slice(2).join('\0').replace(/\0(-[\d.])/g, '=$1').split('\0');
  try {
    const args = negativesJoined.filter((arg) => arg !== '');
    return parseArgs({ args, options: known }).values;
  } catch (problem) {
    return usage(problem.message);
  }
}

function usage(problem) {
  console.error(
    `${problem} For example: node conductor.js --route 1A --latitude 13.0975 --longitude -59.6167 --radius 5`,
  );
  process.exit(2);
}

async function nearby() {
  const query = new URLSearchParams({
    route_id: options.route,
    latitude: options.latitude,
    longitude: options.longitude,
    radius_km: options.radius,
    max_results: String(freeSeats - pending.size),
  });
  const token = process.env.COMMUTER_TOKEN;
  const answer = await fetch(`${options.api}/api/passengers/nearby?${query}`, {
    headers: token ? { Authorization: `Bearer ${token}` } : {},
  });
  if (!answer.ok) {
    throw new Error(`${answer.status} ${await answer.text()}`);
  }
  return (await answer.json()).data;
}

async function board(passenger) {
  const command = {
    command_id: randomUUID(),
    type: 'BOARD',
    passenger_id: passenger.passenger_id,
    reservoir: passenger.reservoir,
    vehicle_id: options.vehicle,
    issued_at: new Date().toISOString(),
  };
  pending.set(command.command_id, passenger.passenger_id);
  await producer.send({
    topic: 'passenger.commands',
    messages: [{ key: passenger.reservoir, value: JSON.stringify(command) }],
  });
}

function settle(result) {
  if (!pending.delete(result.command_id)) {
    return; // another conductor's
  }
  if (result.outcome === 'ACCEPTED') {
    freeSeats -= 1;
    console.log(`${result.passenger_id} boarded ${options.vehicle}, bound for ${result.passenger.destination_name}`);
  } else {
    console.log(`${result.passenger_id} was refused: ${result.reason} (${result.message})`);
  }
}

/**
 * Only results from now on. Where "now" is, is asked before the first command is sent: left to itself, the consumer asks at
 * its first fetch, which may come after a quick result.
 */
async function listen() {
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(RESULTS);
  await admin.disconnect();

  await results.connect();
  await results.subscribe({ topic: RESULTS });
  results.on(results.events.CRASH, ({ payload }) => {
    if (!payload.restart) {
      console.error(`The results cannot be read: ${payload.error.message}`);
      process.exit(1);
    }
  });
  await results.run({ eachMessage: async ({ message }) => settle(JSON.parse(message.value)) });
  ends.forEach(({ partition, offset }) => results.seek({ topic: RESULTS, partition, offset }));
}

await listen();
await producer.connect();
const asked = new Set();
while (freeSeats > 0) {
  try {
    const found = pending.size < freeSeats ? await nearby() : [];
    for (const passenger of found) {
      if (!asked.has(passenger.passenger_id) && pending.size < freeSeats) {
        asked.add(passenger.passenger_id);
        await board(passenger);
      }
    }
  } catch (problem) {
    console.error(`Nobody can be asked now: ${problem.message}`);
  }
  await sleep(POLL_MS);
}
console.log(`${options.vehicle} is full and departs.`);
await producer.disconnect();
await results.disconnect();
