import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What a server of HTTP does to one request. */
export const HTTP_FAULTS = {
  'too many requests': { status: 429 },
  unavailable: { status: 503 },
  'no permission': { status: 403 },
  /** The request is never answered. */
  silence: { silent: true },
  /** Half of the answer comes, then nothing. */
  stall: { half: 'stall' },
  /** Half of the answer comes, then the connection ends. */
  cut: { half: 'cut' },
  /** Half of the content comes, as if it were all. */
  'wrong length': { half: 'short' },
  /** The server does what it is asked, and the connection ends before it says so. */
  'lost answer': { lost: true },
  /** The answer comes in small pieces, each within the idle time. */
  slow: { slow: true },
} as const;
export type HttpFault = keyof typeof HTTP_FAULTS;

/** A request that has come by. */
export interface SeenRequest {
  /** Whether the answer is the content of an object. */
  readonly isContent: boolean;
}

/** A server in front of a real one. */
export interface FaultyHttp {
  readonly endpoint: string;
  /** The next requests, counted from 0: the one at `at` meets the fault. */
  arm(fault: HttpFault, at: number): void;
  /** @returns whether the fault has met its request */
  disarm(): boolean;
  /** Requests since it was last armed or disarmed. */
  seen(): readonly SeenRequest[];
  close(): Promise<void>;
}

/** Pieces of a slow answer, and the milliseconds between them. */
const PIECES = 8;
const PAUSE = 40;

/** @param upstream e.g. `http://127.0.0.1:4443` */
export async function openFaultyHttp(upstream: string): Promise<FaultyHttp> {
  const { hostname, port, host } = new URL(upstream);
  let armed: { readonly fault: HttpFault; readonly at: number } | null = null;
  let hasMet = false;
  let seen: SeenRequest[] = [];

  const forwarded = async (incoming: IncomingMessage, body: Buffer) =>
    new Promise<{ answer: IncomingMessage; content: Buffer }>((resolve, reject) => {
      const { method, url, headers } = incoming;
      const { 'accept-encoding': _, ...rest } = headers;
      const options = { hostname, port, method, path: url, headers: { ...rest, host, 'content-length': body.length } };
      const outgoing = request(options, (answer) => {
        buffer(answer).then((content) => resolve({ answer, content }), reject);
      });
      outgoing.on('error', reject).end(body);
    });

  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const index = seen.length;
    const isContent = incoming.method === 'GET' && /alt=media/.test(incoming.url ?? '');
    seen.push({ isContent });
    const meets = armed !== null && armed.at === index;
    const fault: Partial<Record<'status' | 'silent' | 'half' | 'lost' | 'slow', unknown>> =
      meets && armed ? HTTP_FAULTS[armed.fault] : {};
    if (meets) hasMet = true;
    const body = await buffer(incoming);
    if (fault.silent) return;
    if (typeof fault.status === 'number') {
      const error = { error: { code: fault.status, message: 'refused', errors: [{ reason: 'backendError' }] } };
      response.writeHead(fault.status, { 'content-type': 'application/json' }).end(JSON.stringify(error));
      return;
    }
    const { answer, content } = await forwarded(incoming, body);
    if (fault.lost) {
      response.destroy();
      return;
    }
    const { 'transfer-encoding': _, connection: __, ...headers } = answer.headers;
    const half = content.subarray(0, content.length >> 1);
    const length = fault.half === 'short' ? half.length : content.length;
    response.writeHead(answer.statusCode ?? 502, { ...headers, 'content-length': length });
    if (fault.half === 'stall') response.write(half);
    else if (fault.half === 'cut') response.write(half, () => response.destroy());
    else if (fault.half === 'short') response.end(half);
    else if (fault.slow) await inPieces(response, content);
    else response.end(content);
  };
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const reset = () => {
    hasMet = false;
    seen = [];
  };
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arm(fault, at) {
      reset();
      armed = { fault, at };
    },
    disarm() {
      const met = hasMet;
      armed = null;
      reset();
      return met;
    },
    seen: () => seen,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function inPieces(response: ServerResponse, content: Buffer): Promise<void> {
  const size = Math.max(1, Math.ceil(content.length / PIECES));
  for (let from = 0; from < content.length; from += size) {
    response.write(content.subarray(from, from + size));
    await new Promise((done) => setTimeout(done, PAUSE));
  }
  response.end();
}
