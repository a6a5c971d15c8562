import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { describeEngine } from '../../test/engines/available';
import { sharedGcs } from '../../test/engines/shared-engines';
import { GcsStore } from './gcs-store';
import { LocalStore } from './local-store';
import type { ObjectStore } from './object-store';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const folder = mkdtempSync(join(tmpdir(), 'rcm-store-'));
let stores = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const openLocal = async () => new LocalStore(join(folder, `store-${stores++}`));
const openBucket = async () => {
  const gcs = sharedGcs();
  return new GcsStore(await gcs.createBucket(), { endpoint: gcs.endpoint });
};

describe('object store contract: local folder', () => {
  contract(openLocal);

  it('shows nobody an object that is not finished', async () => {
    const store = await openLocal();
    await store.writeText('a/b.txt', 'old');
    const path = store.uri('a/b.txt');
    const before = statSync(path).ino;
    await store.writeText('a/b.txt', 'new');
    // Another file took the name: the old one was never written to.
    expect(statSync(path).ino).not.toBe(before);
    expect(readdirSync(join(path, '..'))).toEqual(['b.txt']);
    writeFileSync(join(path, '../.unfinished-1'), 'half');
    expect((await store.list('')).map(({ key }) => key)).toEqual(['a/b.txt']);
  });
  it('puts back what took the place of a file between the look at it and its move', async () => {
    class Overtaken extends LocalStore {
      override async read() {
        return Readable.from([Buffer.from('old')]);
      }
    }
    const root = join(folder, `store-${stores++}`);
    const archive = await openLocal();
    await new LocalStore(root).writeText('a.csv', 'new');
    expect(await new Overtaken(root).move('a.csv', archive, 'kept.csv', sha256('old'))).toBe(false);
    expect(await new LocalStore(root).readText('a.csv')).toBe('new');
    expect(readdirSync(join(archive.uri('kept.csv'), '..'))).toEqual([]);
  });
  it('lets no other user read what it writes', async () => {
    const store = await openLocal();
    await store.writeText('a/b.txt', 'x');
    expect(statSync(store.uri('a/b.txt')).mode & 0o077).toBe(0);
    expect(statSync(join(store.uri('a/b.txt'), '..')).mode & 0o077).toBe(0);
  });
});
describeEngine('gcs', 'object store contract: Cloud Storage', () => {
  contract(openBucket);

  it('deletes nothing that took the place of an object while it was moved', async () => {
    const gcs = sharedGcs();
    const [from, to] = [await gcs.createBucket(), await gcs.createBucket()];
    const [store, archive] = [from, to].map((name) => new GcsStore(name, { endpoint: gcs.endpoint })) as [
      GcsStore,
      GcsStore,
    ];
    await store.writeText('a.csv', 'old');
    // Stands before the server: as soon as the old content is safe, the sender's next file arrives.
    // The server of the tests does not look at the condition of a deletion, as Cloud Storage does.
    const proxy = createServer(async (request, response) => {
      const wanted = new URL(request.url ?? '', gcs.endpoint).searchParams.get('ifGenerationMatch');
      if (request.method === 'DELETE' && wanted !== null) {
        const found = await fetch(`${gcs.endpoint}/storage/v1/b/${from}/o/a.csv`);
        const { generation } = (await found.json()) as { generation?: string };
        if (generation !== wanted) return response.writeHead(412).end();
      }
      const answer = await fetch(gcs.endpoint + request.url, {
        method: request.method ?? 'GET',
        headers: { 'content-type': 'application/json' },
        ...(request.method === 'POST' ? { body: await text(request) } : {}),
      });
      if (/rewriteTo|copyTo/.test(request.url ?? '')) await store.writeText('a.csv', 'new');
      const body = Buffer.from(await answer.arrayBuffer());
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      response.end(body);
    });
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
    try {
      const endpoint = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
      const moving = new GcsStore(from, { endpoint });
      expect(await moving.move('a.csv', new GcsStore(to, { endpoint }), 'kept.csv', sha256('old'))).toBe(true);
      expect(await archive.readText('kept.csv')).toBe('old');
      expect(await store.readText('a.csv')).toBe('new');
    } finally {
      await new Promise((done) => proxy.close(done));
    }
  });
});

function contract(open: () => Promise<ObjectStore>): void {
  let store: ObjectStore;
  beforeAll(async () => {
    store = await open();
  });
  const keys = async (prefix: string) => (await store.list(prefix)).map(({ key }) => key);

  it('writes, replaces and reads texts', async () => {
    await store.writeText('text/one.txt', 'older and longer');
    await store.writeText('text/one.txt', 'Müller\n');
    expect(await store.readText('text/one.txt')).toBe('Müller\n');
    expect((await buffer(await store.read('text/one.txt'))).toString()).toBe('Müller\n');
    expect(await store.exists('text/one.txt')).toBe(true);
  });
  it('uploads a file byte for byte', async () => {
    const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
    const path = join(folder, 'upload');
    writeFileSync(path, content);
    await store.writeFile('bytes/file.bin', path);
    expect((await buffer(await store.read('bytes/file.bin'))).equals(content)).toBe(true);
    expect(await store.list('bytes/')).toEqual([
      { key: 'bytes/file.bin', bytes: 300_000, modifiedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) },
    ]);
  });
  it('lists by prefix, in the order of keys, also where a prefix ends within a name', async () => {
    for (const key of ['list/b/2', 'list/a-1', 'list/b/1', 'list/b-3', 'list/a/x']) await store.writeText(key, key);
    expect(await keys('list/')).toEqual(['list/a-1', 'list/a/x', 'list/b-3', 'list/b/1', 'list/b/2']);
    expect(await keys('list/b')).toEqual(['list/b-3', 'list/b/1', 'list/b/2']);
    expect(await keys('list/none/')).toEqual([]);
  });
  it('copies within itself and to another store', async () => {
    const other = await open();
    await store.writeText('from/a.txt', 'content');
    await store.copy('from/a.txt', store, 'to/b.txt');
    await store.copy('from/a.txt', other, 'c.txt');
    expect(await store.readText('to/b.txt')).toBe('content');
    expect(await other.readText('c.txt')).toBe('content');
    expect(await store.exists('from/a.txt')).toBe(true);
  });
  it('moves an object of the content that was seen, to another store', async () => {
    const other = await open();
    await store.writeText('move/a.csv', 'content');
    expect(await store.move('move/a.csv', other, 'kept/b.csv', sha256('content'))).toBe(true);
    expect(await other.readText('kept/b.csv')).toBe('content');
    expect(await keys('move/')).toEqual([]);
    await expect(store.move('move/a.csv', other, 'kept/c.csv', sha256('content'))).rejects.toEqual(
      expect.objectContaining({ code: 'OBJECT_MISSING' }),
    );
  });
  it('moves nothing whose content is another one by now', async () => {
    await store.writeText('moved/a.csv', 'new');
    expect(await store.move('moved/a.csv', store, 'kept.csv', sha256('old'))).toBe(false);
    expect(await keys('moved/')).toEqual(['moved/a.csv']);
    expect(await store.exists('kept.csv')).toBe(false);
  });
  it('leaves what is at the target of a move, and counts what is moved as written now', async () => {
    const other = await open();
    await other.writeText('kept/a.csv', 'kept');
    await store.writeText('twice/a.csv', 'content');
    expect(await store.move('twice/a.csv', other, 'kept/a.csv', sha256('content'))).toBe(true);
    expect(await other.readText('kept/a.csv')).toBe('kept');
    expect(await keys('twice/')).toEqual([]);

    await store.writeText('twice/b.csv', 'first');
    await new Promise((resolve) => setTimeout(resolve, 20));
    await other.writeText('kept/b.csv', 'second');
    await new Promise((resolve) => setTimeout(resolve, 20));
    await store.move('twice/b.csv', other, 'kept/c.csv', sha256('first'));
    const [second, first] = await other.list('kept/').then((all) => all.slice(1));
    expect([second?.key, first?.key]).toEqual(['kept/b.csv', 'kept/c.csv']);
    expect((first?.modifiedAt ?? '') > (second?.modifiedAt ?? '')).toBe(true);
  });
  it('deletes one object, and not those whose keys start like it', async () => {
    await store.writeText('one/a.csv', '1');
    await store.writeText('one/a.csv.part', '2');
    await store.delete('one/a.csv');
    await store.delete('one/a.csv');
    expect(await keys('one/')).toEqual(['one/a.csv.part']);
  });
  it('deletes what is under a prefix and nothing beside it', async () => {
    for (const key of ['all/run=1/a', 'all/run=1/b/c', 'all/run=10/a']) await store.writeText(key, key);
    await store.deletePrefix('all/run=1/');
    await store.deletePrefix('all/run=1/');
    expect(await keys('all/')).toEqual(['all/run=10/a']);
  });
  it('reports what is missing', async () => {
    expect(await store.exists('no/object')).toBe(false);
    const missing = expect.objectContaining({ code: 'OBJECT_MISSING' });
    await expect(store.read('no/object')).rejects.toEqual(missing);
    await expect(store.readText('no/object')).rejects.toEqual(missing);
    await expect(store.copy('no/object', store, 'b')).rejects.toEqual(missing);
  });
  it.each(['/etc/passwd', '../outside', 'a/../../outside', 'a/./b', 'a\\..\\b', 'a\0b'])(
    'refuses the key %j',
    async (key) => {
      const refused = expect.objectContaining({ code: 'OBJECT_KEY_INVALID' });
      const calls: (() => Promise<unknown>)[] = [
        () => store.read(key),
        () => store.readText(key),
        () => store.exists(key),
        () => store.delete(key),
        () => store.deletePrefix(key),
        () => store.list(key),
        () => store.writeText(key, ''),
        () => store.copy('one/a.csv.part', store, key),
      ];
      for (const call of calls) await expect(Promise.resolve().then(call)).rejects.toEqual(refused);
    },
  );
}
