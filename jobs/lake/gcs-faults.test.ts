import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { GcsStore } from './gcs-store';

/** Long enough for an honest answer of this machine, short for a test. */
const IDLE = 400;
const CONTENT = Buffer.alloc(300_000, 'x');
const UNREACHABLE = expect.objectContaining({ code: 'LAKE_UNREACHABLE', retryable: true });
jest.setTimeout(30_000);

describe('Cloud Storage that misbehaves', () => {
  let server: Server;
  let store: GcsStore;
  /** How the server answers a request for the content of an object. */
  let content: RequestListener;
  let requests: number;
  let endpoint: string;

  beforeEach(async () => {
    requests = 0;
    server = createServer((request, response) => {
      requests += 1;
      if (request.method === 'POST' || request.url?.includes('alt=media')) return content(request, response);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ name: 'a', size: String(CONTENT.length), generation: '1' }));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    // A client that asks again does so long after the test.
    store = new GcsStore('landing', { endpoint, idleTime: IDLE, retries: 0 });
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  const whole: RequestListener = (_, response) =>
    response.writeHead(200, { 'content-length': CONTENT.length }).end(CONTENT);
  const half = CONTENT.subarray(0, CONTENT.length / 2);
  const stalls: RequestListener = (_, response) =>
    response.writeHead(200, { 'content-length': CONTENT.length }).write(half);
  const refuses = (status: number, times: number): RequestListener => {
    let left = times;
    return (request, response) => {
      if (left-- > 0) response.writeHead(status).end();
      else whole(request, response);
    };
  };
  const reading = async () => buffer(await store.read('a'));
  /** @returns what it failed with, and after how many milliseconds. */
  async function failing(work: () => Promise<unknown>) {
    const from = Date.now();
    const error = await work().catch((reason: unknown) => reason);
    return { error, after: Date.now() - from };
  }

  it('is read where it behaves', async () => {
    content = whole;
    expect((await reading()).equals(CONTENT)).toBe(true);
  });

  it.each<readonly [string, RequestListener]>([
    ['sends nothing at all', () => {}],
    ['falls silent in the middle', stalls],
    [
      'cuts the connection in the middle',
      (_, response) => {
        response.writeHead(200, { 'content-length': CONTENT.length }).write(half, () => response.destroy());
      },
    ],
    [
      'cuts the connection in the middle of an answer without a length',
      (_, response) => {
        response.writeHead(200).write(half, () => response.destroy());
      },
    ],
    [
      'sends less than the object has',
      (_, response) => response.writeHead(200, { 'content-length': half.length }).end(half),
    ],
    ['sends more than the object has', (_, response) => response.writeHead(200).end(Buffer.concat([CONTENT, half]))],
  ])('a read of a server that %s ends by code in time', async (_, answer) => {
    content = answer;
    const { error, after } = await failing(reading);
    expect(error).toEqual(UNREACHABLE);
    expect(after).toBeLessThan(10 * IDLE);
  });

  it('a short text ends by code too', async () => {
    content = stalls;
    expect((await failing(() => store.readText('a'))).error).toEqual(UNREACHABLE);
  });

  it('a reader that takes its time is waited for', async () => {
    content = whole;
    const stream = await store.read('a');
    let bytes = 0;
    for await (const chunk of stream) {
      if (bytes === 0) await pause(2.5 * IDLE);
      bytes += (chunk as Buffer).length;
    }
    expect(bytes).toBe(CONTENT.length);
  });

  it('a slow server is waited for as long as something comes', async () => {
    content = async (_, response) => {
      response.writeHead(200, { 'content-length': CONTENT.length });
      for (let sent = 0; sent < CONTENT.length; sent += 50_000) {
        response.write(CONTENT.subarray(sent, sent + 50_000));
        await pause(IDLE / 2);
      }
      response.end();
    };
    expect((await reading()).equals(CONTENT)).toBe(true);
  });

  it.each([429, 503])('is asked again after a %i, and the read succeeds', async (status) => {
    content = refuses(status, 1);
    // The client waits for a second or two before it asks again.
    store = new GcsStore('landing', { endpoint, idleTime: 25 * IDLE });
    expect((await reading()).equals(CONTENT)).toBe(true);
    expect(requests).toBe(3);
  });

  it('an upload that nobody answers ends by code', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rcm-upload-'));
    writeFileSync(join(folder, 'part'), 'x');
    try {
      content = () => {};
      expect((await failing(() => store.writeFile('b', join(folder, 'part')))).error).toEqual(UNREACHABLE);
      expect((await failing(() => store.writeText('b', 'x'))).error).toEqual(UNREACHABLE);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
