import { createConnection, type Socket } from 'node:net';
import { describeEngine } from '../../../test/engines/available';
import { startMariaDb } from '../../../test/engines/mariadb';
import { sharedMariaDb } from '../../../test/engines/shared-engines';
import { EnvironmentSecrets } from '../../secrets/environment';
import { EVERYTHING, failure, visits, visitsDatabase } from '../database/visits.fixture';
import { openSource } from '../registry';
import { MySqlSource } from './mysql-source';

jest.setTimeout(30_000);

describeEngine('mariadb', 'what fails at a MySQL source, by its code', () => {
  const { emr, execute, read } = visitsDatabase('mysql');
  const server = sharedMariaDb;
  const secrets = () => new EnvironmentSecrets({ RCM_SECRET_EMR: server().reader.password });

  it('a certificate that nobody trusts; one that is vouched for is taken', async () => {
    await execute('CREATE TABLE visits (id INT); INSERT INTO visits VALUES (1)');
    const hospital = { emr: emr({ tls: 'verify' }), mapping: {}, keyScan: 'never' } as const;
    await expect(read(visits([], null), {}, new MySqlSource(hospital, { secrets: secrets() }))).rejects.toEqual(
      failure('SOURCE_TLS_REFUSED'),
    );
    const vouched = { ...hospital, emr: { ...hospital.emr, certificateAuthoritySecret: 'ca' } };
    const trusting = openSource(vouched, {
      secrets: new EnvironmentSecrets({ RCM_SECRET_EMR: server().reader.password, RCM_SECRET_CA: server().ca }),
    });
    expect((await read(visits([], null), {}, trusting)).rows).toEqual([['1']]);
    await expect(read(visits([], null), {}, new MySqlSource(vouched, { secrets: secrets() }))).rejects.toEqual(
      failure('SECRET_MISSING', 'ca'),
    );
  });
  it('an instance, by the way that the connector opens, which is closed again', async () => {
    await execute('CREATE TABLE visits (id INT); INSERT INTO visits VALUES (1)');
    const sockets: Socket[] = [];
    let closed = 0;
    const through = new MySqlSource(
      { emr: emr({ host: 'nowhere.invalid', instance: 'p:r:i', tls: 'verify' }), mapping: {}, keyScan: 'never' },
      {
        secrets: secrets(),
        openInstance: async ({ instance }) => ({
          stream: () => {
            expect(instance).toBe('p:r:i');
            const socket = createConnection(server().port, server().host);
            sockets.push(socket);
            return socket;
          },
          close: () => closed++,
        }),
      },
    );
    expect((await read(visits([], null), {}, through)).rows).toEqual([['1']]);
    expect([sockets.map(({ destroyed }) => destroyed), closed]).toEqual([[true], 1]);
  });
  it('a server that ends while it is read is a lost connection, and an unreachable one afterwards', async () => {
    const own = await startMariaDb();
    try {
      await own.execute('CREATE DATABASE emr');
      await own.execute(
        `CREATE TABLE emr.visits (id INT, value CHAR(200)); INSERT INTO emr.visits SELECT seq, REPEAT('x', 200) FROM seq_1_to_60000`,
        'emr',
      );
      const hospital = { emr: emr({ port: own.port, database: 'emr' }), mapping: {}, keyScan: 'never' } as const;
      const theirs = new MySqlSource(hospital, {
        secrets: new EnvironmentSecrets({ RCM_SECRET_EMR: own.reader.password }),
      });
      const reading = theirs.snapshot(visits(['value'], null), EVERYTHING, async (snapshot) => {
        let bytes = 0;
        for await (const chunk of snapshot.rows()) {
          if (bytes === 0) await own.stop();
          bytes += (chunk as Buffer).length;
        }
      });
      await expect(reading).rejects.toEqual(failure('SOURCE_CONNECTION_LOST'));
      await expect(read(visits(), {}, theirs)).rejects.toEqual(failure('SOURCE_UNREACHABLE'));
    } finally {
      await own.stop();
    }
  }, 60_000);
});
