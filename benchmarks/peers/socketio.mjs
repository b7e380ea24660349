// Sends each line of its input to every client. Arguments: port.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false, pingInterval: 600000 });
http.listen({ host: '127.0.0.1', port: Number(process.argv[2]), backlog: 4096 });
createInterface({ input: process.stdin }).on('line', (line) => io.emit('event', JSON.parse(line)));
