import { createServer } from 'node:net';

/** A server that lets everybody in and then answers each statement with a wish: the content of a file of the client's machine. */
export interface GreedyServer {
  readonly port: number;
  /** Everything that clients have sent after the first wish. */
  received(): string;
  /** How often it has asked for the file. */
  wishes(): number;
  close(): Promise<void>;
}

/** Starts one on 127.0.0.1 that wants this file. It speaks the protocol of MySQL as far as the wish. */
export async function greedyServer(file: string): Promise<GreedyServer> {
  const received: Buffer[] = [];
  let wishes = 0;
  const server = createServer((socket) => {
    const send = (sequence: number, payload: Buffer) =>
      socket.write(Buffer.concat([Buffer.from([payload.length, 0, 0, sequence]), payload]));
    send(0, greeting());
    let isIn = false;
    socket.on('error', () => {});
    socket.on('data', (data) => {
      const sequence = data[3] ?? 0;
      if (!isIn) {
        isIn = true;
        send(sequence + 1, OK);
        return;
      }
      if (wishes > 0) received.push(data);
      if (sequence === 0) {
        wishes += 1;
        send(1, Buffer.concat([Buffer.from([0xfb]), Buffer.from(file)]));
        return;
      }
      send(sequence + 1, OK);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has no port');
  return {
    port: address.port,
    received: () => Buffer.concat(received).toString('latin1'),
    wishes: () => wishes,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const OK = Buffer.from([0, 0, 0, 2, 0, 0, 0]);

/** The greeting of version 10: protocol 4.1, secure connection, files of the client (0x80), authentication by plugin; no TLS. */
function greeting(): Buffer {
  const zeros = (count: number) => Buffer.alloc(count);
  const salt = Buffer.alloc(20, 'x');
  return Buffer.concat([
    ...[Buffer.from([10]), Buffer.from('8.0.36\0'), Buffer.from([1, 0, 0, 0]), salt.subarray(0, 8), zeros(1)],
    ...[
      Buffer.from([0x8f, 0x82]),
      Buffer.from([45]),
      Buffer.from([2, 0]),
      Buffer.from([0x08, 0x00]),
      Buffer.from([21]),
    ],
    ...[zeros(10), salt.subarray(8), zeros(1), Buffer.from('mysql_native_password\0')],
  ]);
}
