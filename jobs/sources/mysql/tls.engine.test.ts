import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MySqlSpec } from '../../../model/spec';
import { describeEngine } from '../../../test/engines/available';
import { type MariaDb, startMariaDb } from '../../../test/engines/mariadb';
import { sharedMariaDb } from '../../../test/engines/shared-engines';
import { EnvironmentSecrets } from '../../secrets/environment';
import { failure } from '../database/visits.fixture';
import { connect } from './connect';
import { greedyServer } from './greedy-server.fixture';

jest.setTimeout(30_000);

describeEngine('mariadb', 'who answers at the name of a source', () => {
  let byAddress: MariaDb;
  let byName: MariaDb;
  beforeAll(async () => {
    byAddress = sharedMariaDb();
    byName = await startMariaDb({ certificateNames: 'DNS:localhost,IP:10.9.9.9' });
  });
  afterAll(() => byName.stop());

  /** Connects with TLS and trusts the authority that signed the server's certificate. */
  const ask = async ({ port, reader, ca }: MariaDb, host: string, password = reader.password) => {
    const secrets = new EnvironmentSecrets({ RCM_SECRET_EMR: password, RCM_SECRET_CA: ca });
    const spec: MySqlSpec = {
      ...{ kind: 'mysql', host, port, database: 'information_schema', user: reader.user, tls: 'verify' },
      ...{ passwordSecret: 'emr', certificateAuthoritySecret: 'ca' },
    };
    const source = await connect(spec, { secrets });
    try {
      return await source.query("show session status like 'Ssl_version'");
    } finally {
      source.close();
    }
  };

  it('an address, if the certificate has this address', async () => {
    expect(await ask(byAddress, '127.0.0.1')).toEqual([['Ssl_version', expect.stringMatching(/^TLSv1\.[23]$/)]]);
  });
  it('a host, if the certificate has this name', async () => {
    expect(await ask(byName, 'localhost')).toEqual([['Ssl_version', expect.stringMatching(/^TLSv1\.[23]$/)]]);
  });
  // A wrong password would be ACCESS_DENIED if the server had ever been given it.
  it.each([
    ['an address', 'a trusted certificate of another address and name', () => byName, '127.0.0.1'],
    ['a host', 'a trusted certificate of an address', () => byAddress, 'localhost'],
  ])('not %s that answers with %s, which gets no password', async (_, __, server, host) => {
    await expect(ask(server(), host, 'wr0ng-p4ss')).rejects.toEqual(failure('SOURCE_TLS_REFUSED', host));
  });
});

it('a server elsewhere is not asked without TLS, and gets no password', async () => {
  const spec: MySqlSpec = {
    ...{ kind: 'mysql', host: '192.0.2.1', port: 3306, database: 'emr', user: 'reader' },
    ...{ passwordSecret: 'emr', tls: 'none' },
  };
  await expect(connect(spec, { secrets: new EnvironmentSecrets({ RCM_SECRET_EMR: 'secret' }) })).rejects.toEqual(
    failure('SOURCE_TLS_REFUSED', '192.0.2.1'),
  );
});

it('a server that asks for a file of this machine gets nothing of it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rcm-greedy-'));
  const file = join(folder, 'key.pem');
  writeFileSync(file, 'a-private-key');
  const server = await greedyServer(file);
  try {
    const spec: MySqlSpec = {
      ...{ kind: 'mysql', host: '127.0.0.1', port: server.port, database: 'emr', user: 'reader' },
      ...{ passwordSecret: 'emr', tls: 'none' },
    };
    const secrets = new EnvironmentSecrets({ RCM_SECRET_EMR: 'secret' });
    await expect(connect(spec, { secrets })).rejects.toEqual(failure('SOURCE_READ_FAILED'));
    expect(server.wishes()).toBe(1);
    expect(server.received()).not.toContain('a-private-key');
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
});
