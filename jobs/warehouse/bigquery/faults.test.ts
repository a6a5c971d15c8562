import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BigQueryWarehouse } from './warehouse';

const IDLE = 300;
const LIMIT = 5 * 2 ** 30;
const STATEMENT = { name: 'test', sql: 'select 1' };
const ANSWER = Buffer.from(
  JSON.stringify({ jobComplete: true, rows: [], jobReference: { jobId: 'a' }, pad: 'x'.repeat(5000) }),
);
const HEADERS = { 'content-type': 'application/json', 'content-length': ANSWER.length };
jest.setTimeout(30_000);

describe('BigQuery that misbehaves', () => {
  let server: Server;
  let warehouse: BigQueryWarehouse;
  let answer: RequestListener;

  beforeEach(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    warehouse = await BigQueryWarehouse.open({
      ...{ projectId: 'p', location: 'us-central1', endpoint, idleTime: IDLE },
      maximumBytesBilled: LIMIT,
    });
  });
  afterEach(async () => {
    await warehouse.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  const half = ANSWER.subarray(0, ANSWER.length / 2);
  it.each<readonly [string, RequestListener]>([
    ['says nothing', () => {}],
    ['falls silent in the middle', (_, response) => response.writeHead(200, HEADERS).write(half)],
    ['cuts the connection', (_, response) => response.destroy()],
    ['cuts it in the middle', (_, response) => response.writeHead(200, HEADERS).write(half, () => response.destroy())],
    ['asks to come again later', (_, response) => response.writeHead(429).end()],
    ['is unavailable', (_, response) => response.writeHead(503).end('<html>')],
  ])('a statement of a server that %s ends by a code that is retried, in its idle time', async (_, listener) => {
    answer = listener;
    const from = Date.now();
    const error = await warehouse.query(STATEMENT).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'WAREHOUSE_UNREACHABLE', retryable: true });
    expect(Date.now() - from).toBeLessThan(10 * IDLE);
  });

  it('a server that is slow, and says something now and then, is waited for', async () => {
    answer = async (_, response) => {
      response.writeHead(200, HEADERS);
      for (let at = 0; at < ANSWER.length; at += 1000) {
        response.write(ANSWER.subarray(at, at + 1000));
        await new Promise((done) => setTimeout(done, IDLE / 2));
      }
      response.end();
    };
    expect(await warehouse.query(STATEMENT)).toEqual([]);
  });

  it('every query job says how many bytes it may bill, a transaction too', async () => {
    const bodies: { maximumBytesBilled?: string }[] = [];
    answer = async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      if (request.method === 'POST') bodies.push(JSON.parse(Buffer.concat(chunks).toString('utf8')));
      response.writeHead(200, HEADERS).end(ANSWER);
    };
    await warehouse.query(STATEMENT);
    await warehouse.executeAtomically([STATEMENT, STATEMENT]);
    expect(bodies.map(({ maximumBytesBilled }) => maximumBytesBilled)).toEqual([String(LIMIT), String(LIMIT)]);
  });

  it.each([400, 500])(
    'a query that would bill more ends once and for all, whatever the status (%s)',
    async (status) => {
      let asked = 0;
      answer = (_, response) => {
        asked++;
        const message = `Query exceeded limit for bytes billed: ${LIMIT}. ${2 * LIMIT} or higher required.`;
        const error = { code: status, message, errors: [{ reason: 'bytesBilledLimitExceeded', message }] };
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
      };
      await expect(warehouse.executeAtomically([STATEMENT, STATEMENT])).rejects.toMatchObject({
        code: 'WAREHOUSE_BYTES_EXCEEDED',
        retryable: false,
        detail: `test, test: BigQuery bytesBilledLimitExceeded (${2 * LIMIT} bytes needed, ${LIMIT} allowed)`,
      });
      expect(asked).toBe(1);
    },
  );
});
