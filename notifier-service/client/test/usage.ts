// Is compiled, not run: what a user of the types may write, and what they may not.
import { CommuterStream, WaitingPassengers, type Message, type Passenger, type StreamState } from 'commuter-stream';

const stream = new CommuterStream(
  () => new URL('wss://commuter.example/ws/stream'),
  { routes: ['1A'], types: ['boarded'], snapshot: true },
  { token: async () => 'key', WebSocket, fetch, cursor: null },
);
const waiting = new WaitingPassengers();

const onState = ({ detail }: { detail: StreamState }) => console.log(detail.state, detail.retryInMs ?? 0);
stream.addEventListener('state', onState);
stream.removeEventListener('state', onState);
stream.addEventListener('gap', ({ detail }) => console.log(detail.reason), { once: true });
stream.addEventListener('message', ({ detail }) => {
  waiting.apply(detail);
  console.log(told(detail));
});

function told(message: Message): string | number | undefined {
  switch (message.type) {
    case 'passenger:boarded':
      return message.data.passenger.vehicle_id?.toLowerCase();
    case 'snapshot':
      return message.data.passengers.length;
    case 'reservoir:stats':
      return message.data.totals.boarded;
    case 'error':
      return message.data.code;
    default:
      return message.cursor;
  }
}

const all: Passenger[] = [...waiting];
const some: Passenger | undefined = waiting.of('route:1A').get('PASS_0123456789ABCDEF0123456789ABCDEF');
const cursor: string | null = stream.cursor;
console.log(all.length, some?.status === 'WAITING', [...waiting.unknown], cursor);

// @ts-expect-error A subscription has no such field.
new CommuterStream('/ws/stream', { rotue: '1A' });
// @ts-expect-error There is no such code.
stream.addEventListener('message', ({ detail }) => detail.type === 'error' && detail.data.code === 'bad_jason');
// @ts-expect-error The list of a reservoir is only to be read.
waiting.of('route:1A').clear();

await stream.open();
stream.close();
