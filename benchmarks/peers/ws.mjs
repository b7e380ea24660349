// Sends each line of its input to every client. Arguments: port.
import { createInterface } from 'node:readline';
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2]), perMessageDeflate: false, backlog: 4096 });
createInterface({ input: process.stdin }).on('line', (line) => {
  const data = Buffer.from(line);
  for (const client of server.clients) client.send(data, { binary: false });
});
