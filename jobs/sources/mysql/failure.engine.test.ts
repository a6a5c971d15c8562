import { createConnection, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createConnection as connectTo } from 'mysql2/promise';
import { describeEngine } from '../../../test/engines/available';
import { freePorts } from '../../../test/engines/engine-process';
import { startMariaDb } from '../../../test/engines/mariadb';
import { EnvironmentSecrets } from '../../secrets/environment';
import { openSource } from '../registry';
import { MySqlSource } from './mysql-source';
import { column, EVERYTHING, failure, visits, visitsDatabase } from './visits.fixture';

jest.setTimeout(30_000);

describeEngine('mariadb', 'what fails at a MySQL source, by its code', () => {
  const { server, database, secrets, emr, source, execute, read } = visitsDatabase();

  it('a missing table', async () => {
    await expect(read(visits())).rejects.toEqual(failure('SOURCE_TABLE_MISSING', 'visits', database()));
  });
  it('all missing columns at once', async () => {
    await execute('CREATE TABLE visits (id INT)');
    await expect(read(visits(['one', 'two']))).rejects.toEqual(failure('SOURCE_COLUMN_MISSING', 'one, two, changed'));
  });
  it('not a column that the source may lack', async () => {
    await execute('CREATE TABLE visits (id INT); INSERT INTO visits VALUES (1)');
    const entity = visits([], null);
    const optional = { ...entity, columns: [...entity.columns, column('decided', { presence: 'optional' })] };
    expect((await read(optional)).rows).toEqual([['1', null]]);
  });
  it('a cursor that is not a moment', async () => {
    await execute('CREATE TABLE visits (id INT, changed VARCHAR(20))');
    await expect(read(visits())).rejects.toEqual(failure('SOURCE_CURSOR_TYPE', 'changed', 'varchar'));
  });
  it('a wrong password, which no message holds', async () => {
    const error = await read(visits(), {}, source({ passwordSecret: 'wrong' })).catch((reason: unknown) => reason);
    expect(error).toEqual(failure('SOURCE_ACCESS_DENIED'));
    const said = `${JSON.stringify(error)} ${(error as Error).message} ${(error as Error).stack} ${(error as Error).cause}`;
    expect(said).not.toContain('wr0ng-p4ss');
  });
  it('a secret that is not there', async () => {
    await expect(read(visits(), {}, source({ passwordSecret: 'none' }))).rejects.toEqual(
      failure('SECRET_MISSING', 'none'),
    );
  });
  it('an unknown database', async () => {
    await expect(read(visits(), {}, source({ database: 'nowhere' }))).rejects.toEqual(
      failure('SOURCE_DATABASE_MISSING', 'nowhere'),
    );
  });
  it('a server that is down', async () => {
    const [port = 0] = await freePorts(1);
    const error = await read(visits(), {}, source({ port })).catch((reason: unknown) => reason);
    expect(error).toEqual(failure('SOURCE_UNREACHABLE', String(port)));
    expect(error).toMatchObject({ retryable: true });
  });
  it('a host that is not there', async () => {
    await expect(read(visits(), {}, source({ host: 'database.invalid', tls: 'verify' }))).rejects.toEqual(
      failure('SOURCE_UNREACHABLE'),
    );
  });
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
  it('a server that has gone without a word, and not a reader that takes its time', async () => {
    await execute(
      `CREATE TABLE visits (id INT, value CHAR(200)); INSERT INTO visits SELECT seq, REPEAT('x', 200) FROM seq_1_to_60000`,
    );
    const impatient = new MySqlSource(
      { emr: emr(), mapping: {}, keyScan: 'never' },
      { secrets: secrets(), readTimeout: 300 },
    );
    const slow = await impatient.snapshot(visits(['value'], null), EVERYTHING, async (snapshot) => {
      let bytes = 0;
      for await (const chunk of snapshot.rows()) {
        if (bytes === 0) await new Promise((resolve) => setTimeout(resolve, 900));
        bytes += (chunk as Buffer).length;
      }
      return bytes;
    });
    expect(slow).toBeGreaterThan(1_000_000);
    const held = await holdTable('visits');
    try {
      await expect(read(visits(['value'], null), {}, impatient)).rejects.toEqual(
        expect.objectContaining({ code: 'SOURCE_UNREACHABLE', retryable: true }),
      );
    } finally {
      await held.release();
    }
  });
  it('a source that is closed in the middle of a statement', async () => {
    await execute('CREATE TABLE visits (id INT)');
    const held = await holdTable('visits');
    try {
      const closing = source();
      const reading = read(visits([], null), {}, closing).catch((error: unknown) => error);
      await new Promise((resolve) => setTimeout(resolve, 500));
      await closing.close();
      expect(await reading).toEqual(failure('SOURCE_CONNECTION_LOST'));
    } finally {
      await held.release();
    }
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
  /** Nobody else can read the table until it is released. */
  async function holdTable(table: string) {
    const { host, port, user, password } = server();
    const holder = await connectTo({ host, port, user, password, database: database() });
    await holder.query(`LOCK TABLES \`${table}\` WRITE`);
    return { release: () => holder.end() };
  }
  it('a connection that is killed in the middle of the rows', async () => {
    await execute(
      `CREATE TABLE visits (id INT, value CHAR(200)); INSERT INTO visits SELECT seq, REPEAT('x', 200) FROM seq_1_to_60000`,
    );
    const reading = source().snapshot(visits(['value'], null), EVERYTHING, async (snapshot) => {
      let bytes = 0;
      for await (const chunk of snapshot.rows()) {
        if (bytes === 0) await kill(database());
        bytes += (chunk as Buffer).length;
      }
      return bytes;
    });
    await expect(reading).rejects.toEqual(failure('SOURCE_CONNECTION_LOST'));
  });
  const kill = async (name: string) => {
    const [found] = await server().execute(
      `SELECT id FROM information_schema.processlist WHERE db = '${name}' AND user = '${server().reader.user}'`,
    );
    await server().execute(`KILL ${Number(found?.['id'])}`);
  };
  it('waits for its reader: rows that nobody takes stay at the server', async () => {
    await execute(
      `CREATE TABLE visits (id INT, value CHAR(200)); INSERT INTO visits SELECT seq, REPEAT('x', 200) FROM seq_1_to_60000`,
    );
    await source().snapshot(visits(['value'], null), EVERYTHING, async (snapshot) => {
      const stream = snapshot.rows();
      await new Promise((resolve) => stream.once('readable', resolve));
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(stream.readableLength).toBeLessThan(5_000_000);
      expect((await buffer(stream)).length).toBeGreaterThan(12_000_000);
    });
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
