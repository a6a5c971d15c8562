import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gcsFailure } from './gcs-failure';
import { GcsStore } from './gcs-store';

it.each([
  [{ code: 403, message: 'Canary' }, 'LAKE_ACCESS_DENIED', false],
  [{ code: 401, message: 'Canary' }, 'LAKE_ACCESS_DENIED', false],
  [new Error('Could not load the default credentials. Canary'), 'LAKE_ACCESS_DENIED', false],
  [{ code: 503, message: 'Canary' }, 'LAKE_UNREACHABLE', true],
  [{ code: 429, message: 'Canary' }, 'LAKE_UNREACHABLE', true],
  [{ code: 'ECONNREFUSED', message: 'Canary' }, 'LAKE_UNREACHABLE', true],
  [{ code: 404, message: 'Canary' }, 'OBJECT_MISSING', true],
  [undefined, 'LAKE_UNREACHABLE', true],
])('%j is %s', (error, code, retryable) => {
  const failure = gcsFailure('inbox', error);
  expect(failure).toMatchObject({ code, retryable });
  expect(failure.message).not.toContain('Canary');
});

it('every call on a bucket that refuses is LAKE_ACCESS_DENIED, and names no key', async () => {
  const server = createServer((_request, response) => {
    response.writeHead(403, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { code: 403, message: 'no access to smith.csv' } }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    const store = new GcsStore('inbox', { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    const calls: (() => Promise<unknown>)[] = [
      () => store.list(''),
      () => store.read('smith.csv'),
      () => store.readText('smith.csv'),
      () => store.writeText('smith.csv', ''),
      () => store.writeFile('smith.csv', __filename),
      () => store.exists('smith.csv'),
      () => store.copy('smith.csv', store, 'b'),
      () => store.move('smith.csv', store, 'b', 'hash'),
      () => store.delete('smith.csv'),
    ];
    for (const call of calls) {
      const error = await call().catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'LAKE_ACCESS_DENIED' });
      expect(String(error)).not.toContain('smith');
    }
  } finally {
    await new Promise((done) => server.close(done));
  }
});
