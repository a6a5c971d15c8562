import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What happens to the connections of a database. */
export const TCP_FAULTS = [
  'refused: the server is being restarted',
  'cut in an answer',
  'silent in an answer',
  'slow',
] as const;
export type TcpFault = (typeof TCP_FAULTS)[number];

/** A port in front of a real server. */
export interface FaultyTcp {
  readonly port: number;
  /** @param at bytes of the server after which the fault begins, over all connections */
  arm(fault: TcpFault, at: number): void;
  /** Ends what has stalled. @returns whether the fault has met a connection */
  disarm(): boolean;
  /** Bytes of the server since it was last armed or disarmed. */
  bytes(): number;
  close(): Promise<void>;
}

/** Bytes of a piece of a slow answer, and the milliseconds after it. */
const PIECE = 2_000;
const PAUSE = 20;

/** @param upstreamPort of the real server, on this machine */
export async function openFaultyTcp(upstreamPort: number): Promise<FaultyTcp> {
  let armed: { readonly fault: TcpFault; readonly at: number } | null = null;
  let hasMet = false;
  let bytes = 0;
  const open = new Set<Socket>();

  const answered = async (client: Socket, upstream: Socket, chunk: Buffer): Promise<void> => {
    bytes += chunk.length;
    const fault = armed !== null && bytes > armed.at ? armed.fault : null;
    if (fault !== null) hasMet = true;
    if (fault === 'cut in an answer') {
      client.write(chunk.subarray(0, chunk.length >> 1), () => client.destroy());
      upstream.destroy();
    } else if (fault === 'silent in an answer') {
      upstream.pause();
    } else if (fault === 'slow') {
      upstream.pause();
      for (let from = 0; from < chunk.length; from += PIECE) {
        client.write(chunk.subarray(from, from + PIECE));
        await new Promise((done) => setTimeout(done, PAUSE));
      }
      upstream.resume();
    } else if (!client.destroyed && !client.write(chunk)) {
      upstream.pause();
      client.once('drain', () => upstream.resume());
    }
  };
  const server = createServer((client) => {
    if (armed?.fault === TCP_FAULTS[0]) {
      hasMet = true;
      client.destroy();
      return;
    }
    const upstream = connect(upstreamPort, '127.0.0.1');
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk) => upstream.write(chunk));
    upstream.on('data', (chunk) => void answered(client, upstream, chunk));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const reset = () => {
    hasMet = false;
    bytes = 0;
  };
  return {
    port: (server.address() as AddressInfo).port,
    arm(fault, at) {
      reset();
      armed = { fault, at };
    },
    disarm() {
      const met = hasMet;
      armed = null;
      reset();
      for (const socket of open) socket.destroy();
      return met;
    },
    bytes: () => bytes,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
