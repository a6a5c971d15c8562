import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EnvironmentSecrets } from './environment';
import { SecretManagerSecrets } from './secret-manager';
import type { SecretStore } from './secret-store';

/** Secret Manager as its REST interface answers, with the secrets given; every address that was asked for is in `asked`. */
async function secretManager(secrets: Record<string, string | number>) {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '').replace(/\?.*$/, '');
    asked.push(`${request.method} ${path}`);
    const name = /^\/v1\/projects\/sunrise-rcm-dev\/secrets\/([^/]+)\/versions\/latest:access$/.exec(path)?.[1] ?? '';
    const found = secrets[name] ?? 404;
    response.setHeader('content-type', 'application/json');
    if (typeof found === 'string') {
      response.end(JSON.stringify({ name, payload: { data: Buffer.from(found).toString('base64') } }));
    } else {
      const status = { 403: 'PERMISSION_DENIED', 404: 'NOT_FOUND', 500: 'INTERNAL' }[found];
      response.statusCode = found;
      response.end(JSON.stringify({ error: { code: found, status, message: 'p4ss in a message' } }));
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { asked, port, stop: () => new Promise((done) => server.close(done)) };
}

describe('a secret store', () => {
  let server: Awaited<ReturnType<typeof secretManager>>;
  beforeAll(async () => {
    server = await secretManager({ 'hospital-a-emr': ' s3cret ü', empty: '', refused: 403, broken: 500 });
  });
  afterAll(() => server.stop());
  const manager = () => new SecretManagerSecrets('sunrise-rcm-dev', { port: server.port });
  const STORES: Record<string, () => SecretStore> = {
    'environment variables': () =>
      new EnvironmentSecrets({ RCM_SECRET_HOSPITAL_A_EMR: ' s3cret ü', RCM_SECRET_EMPTY: '' }),
    'Secret Manager': manager,
    'variables before Secret Manager': () => new EnvironmentSecrets({}, manager()),
  };

  describe.each(Object.entries(STORES))('%s', (_name, open) => {
    it('gives a secret exactly as it was kept', async () => {
      expect(await open().read('hospital-a-emr')).toBe(' s3cret ü');
    });
    it.each(['hospital-b-emr', 'empty'])('names the secret %s that is not there', async (name) => {
      await expect(open().read(name)).rejects.toMatchObject({
        code: 'SECRET_MISSING',
        detail: expect.stringContaining(name),
      });
    });
  });

  it('of Secret Manager reads the newest version', async () => {
    await manager().read('hospital-a-emr');
    expect(server.asked.at(-1)).toBe('GET /v1/projects/sunrise-rcm-dev/secrets/hospital-a-emr/versions/latest:access');
  });
  it('may be tried again where the server failed, not where it refused, and repeats nothing that the server said', async () => {
    const refused = await manager().read('refused').catch(String);
    expect(refused).toContain('SECRET_MISSING: secret "refused"');
    const broken = await manager().read('broken').catch(String);
    expect(broken).toContain('SECRET_UNREACHABLE');
    expect(refused + broken).not.toContain('p4ss');
    const nobody = new SecretManagerSecrets('sunrise-rcm-dev', { port: 9 });
    await expect(nobody.read('x')).rejects.toMatchObject({ code: 'SECRET_UNREACHABLE', retryable: true });
  }, 60_000);
  it('asks nobody for what a variable holds', async () => {
    const nobody = new SecretManagerSecrets('sunrise-rcm-dev', { port: 9 });
    const secrets = new EnvironmentSecrets({ RCM_SECRET_X: 'local' }, nobody);
    expect(await secrets.read('x')).toBe('local');
  });
});
