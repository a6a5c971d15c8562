import type { PostgresSpec } from '../../../model/spec';
import { describeEngine } from '../../../test/engines/available';
import { type Postgres, startPostgres } from '../../../test/engines/postgres';
import { sharedPostgres } from '../../../test/engines/shared-engines';
import { EnvironmentSecrets } from '../../secrets/environment';
import { EVERYTHING, failure, visits } from '../database/visits.fixture';
import { openSource } from '../registry';
import { connect } from './connect';

jest.setTimeout(60_000);

describeEngine('postgres', 'a server of PostgreSQL', () => {
  let byName: Postgres;
  beforeAll(async () => {
    byName = await startPostgres({ certificateNames: 'DNS:localhost,IP:10.9.9.9' });
  });
  afterAll(() => byName.stop());
  const byAddress = sharedPostgres;

  const specOf = ({ port, reader }: Postgres, host: string): PostgresSpec => ({
    ...{ kind: 'postgres', host, port, database: 'postgres', schema: 'public', user: reader.user, tls: 'verify' },
    ...{ passwordSecret: 'emr', certificateAuthoritySecret: 'ca' },
  });
  const secretsOf = ({ reader, ca }: Postgres, password = reader.password) =>
    new EnvironmentSecrets({ RCM_SECRET_EMR: password, RCM_SECRET_CA: ca });
  const ask = async (server: Postgres, host: string, password?: string, spec = specOf(server, host)) => {
    const source = await connect(spec, { secrets: secretsOf(server, password) });
    try {
      return await source.query('select version from pg_stat_ssl where pid = pg_backend_pid()');
    } finally {
      source.close();
    }
  };

  it('is trusted at an address that its certificate has, and at a host', async () => {
    expect(await ask(byAddress(), '127.0.0.1')).toEqual([[expect.stringMatching(/^TLSv1\.[23]$/)]]);
    expect(await ask(byName, 'localhost')).toEqual([[expect.stringMatching(/^TLSv1\.[23]$/)]]);
  });
  // A wrong password would be ACCESS_DENIED if the server had ever been given it.
  it.each([
    ['of another address and name', () => byName, '127.0.0.1'],
    ['of an address, at a host', byAddress, 'localhost'],
  ])('that answers with a trusted certificate %s gets no password', async (_, server, host) => {
    await expect(ask(server(), host, 'wr0ng-p4ss')).rejects.toEqual(failure('SOURCE_TLS_REFUSED', host));
  });
  it('whose certificate nobody vouches for gets no password', async () => {
    const { certificateAuthoritySecret: _, ...spec } = specOf(byAddress(), '127.0.0.1');
    await expect(ask(byAddress(), '127.0.0.1', 'wr0ng-p4ss', spec)).rejects.toEqual(failure('SOURCE_TLS_REFUSED'));
  });

  it('without TLS is refused; that ends while it is read is a lost connection, and unreachable afterwards', async () => {
    const own = await startPostgres();
    try {
      await own.execute(
        `CREATE TABLE visits (id INT, value TEXT); INSERT INTO visits SELECT i, REPEAT('x', 200) FROM generate_series(1, 60000) i`,
      );
      const secrets = secretsOf(own);
      const source = openSource(
        { emr: { ...specOf(own, '127.0.0.1'), tls: 'none' }, mapping: {}, keyScan: 'never' },
        { secrets },
      );
      await own.execute('ALTER SYSTEM SET ssl = off');
      await own.execute('SELECT pg_reload_conf()');
      // The server reads its settings again when it comes to it.
      while ((await own.execute('SHOW ssl'))[0]?.['ssl'] !== 'off')
        await new Promise((resolve) => setTimeout(resolve, 20));
      await expect(ask(own, '127.0.0.1', 'wr0ng-p4ss')).rejects.toEqual(failure('SOURCE_TLS_REFUSED'));
      const reading = source.snapshot(visits(['value'], null), EVERYTHING, async (snapshot) => {
        let bytes = 0;
        for await (const chunk of snapshot.rows()) {
          if (bytes === 0) await own.stop();
          bytes += (chunk as Buffer).length;
        }
      });
      await expect(reading).rejects.toEqual(failure('SOURCE_CONNECTION_LOST'));
      await expect(ask(own, '127.0.0.1')).rejects.toEqual(failure('SOURCE_UNREACHABLE'));
    } finally {
      await own.stop();
    }
  });
});
