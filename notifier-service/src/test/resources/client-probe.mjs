// Runs the client that the service publishes, and tells on its output what it gets. Arguments: address of the service, routes
// with commas, token.
const [, , address, route, token] = process.argv;
const source = await (await fetch(`${address}/client.js`)).text();
const { CommuterStream, WaitingPassengers } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const waiting = new WaitingPassengers();
const stream = new CommuterStream(
  `${address.replace('http', 'ws')}/ws/stream`,
  { routes: route.split(','), snapshot: true, batch: true },
  { firstDelayMs: 50, longestDelayMs: 200, token },
);
stream.addEventListener('state', ({ detail }) => console.log(`state ${detail.state}${detail.status ? ` ${detail.status}` : ''}`));
stream.addEventListener('gap', ({ detail }) => console.log(`gap ${detail.reason}`));
stream.addEventListener('message', ({ detail }) => {
  waiting.apply(detail);
  if (detail.type === 'snapshot') console.log(`snapshot ${waiting.size}${waiting.unknown.size ? ` unknown ${[...waiting.unknown]}` : ''}`);
  if (detail.type.startsWith('passenger:')) console.log(`event ${detail.data.sequence} waiting ${waiting.size}`);
});
process.stdin.on('end', () => process.exit(0)).resume();
await stream.open();
