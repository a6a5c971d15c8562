import { buffer } from 'node:stream/consumers';
import { describeEngine } from '../../../test/engines/available';
import { freePorts } from '../../../test/engines/engine-process';
import { DATABASES, KINDS } from './databases.fixture';
import { column, EVERYTHING, failure, visits, visitsDatabase } from './visits.fixture';

jest.setTimeout(30_000);

describe.each(KINDS)('a %s source', (kind) => {
  const of = DATABASES[kind];
  describeEngine(of.engine, 'fails by its codes, without a value', () => {
    const { database, connection, source, execute, read } = visitsDatabase(kind);
    /** Twelve megabytes, which no socket holds at once. */
    const manyRows = () =>
      execute(
        `CREATE TABLE visits (id INT, value CHAR(200)); INSERT INTO visits SELECT seq, REPEAT('x', 200) FROM ${of.numbers(1, 60_000)}`,
      );
    const long = visits(['value'], null);
    /** Nobody else can read the table until it is released. */
    async function holdTable() {
      const holder = await connection();
      if (kind === 'postgres') await holder.execute('BEGIN');
      await holder.execute(
        kind === 'mysql' ? 'LOCK TABLES visits WRITE' : 'LOCK TABLE visits IN ACCESS EXCLUSIVE MODE',
      );
      return { release: () => holder.end() };
    }

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
    it('a server elsewhere is not asked without TLS', async () => {
      await expect(read(visits(), {}, source({ host: '192.0.2.1' }))).rejects.toEqual(
        failure('SOURCE_TLS_REFUSED', '192.0.2.1'),
      );
    });
    it('a server that has gone without a word, and not a reader that takes its time', async () => {
      await manyRows();
      const impatient = source({}, {}, 'never', 300);
      const slow = await impatient.snapshot(long, EVERYTHING, async (snapshot) => {
        let bytes = 0;
        for await (const chunk of snapshot.rows()) {
          if (bytes === 0) await new Promise((resolve) => setTimeout(resolve, 900));
          bytes += (chunk as Buffer).length;
        }
        return bytes;
      });
      expect(slow).toBeGreaterThan(12_000_000);
      const held = await holdTable();
      try {
        await expect(read(long, {}, impatient)).rejects.toEqual(
          expect.objectContaining({ code: 'SOURCE_UNREACHABLE', retryable: true }),
        );
      } finally {
        await held.release();
      }
    });
    it('a source that is closed in the middle of a statement', async () => {
      await execute('CREATE TABLE visits (id INT)');
      const held = await holdTable();
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
    it('a connection that is killed in the middle of the rows', async () => {
      await manyRows();
      const reading = source().snapshot(long, EVERYTHING, async (snapshot) => {
        let bytes = 0;
        for await (const chunk of snapshot.rows()) {
          if (bytes === 0) await of.kill(database());
          bytes += (chunk as Buffer).length;
        }
        return bytes;
      });
      await expect(reading).rejects.toEqual(failure('SOURCE_CONNECTION_LOST'));
    });
    it('waits for its reader: rows that nobody takes stay at the server', async () => {
      await manyRows();
      await source().snapshot(long, EVERYTHING, async (snapshot) => {
        const stream = snapshot.rows();
        await new Promise((resolve) => stream.once('readable', resolve));
        await new Promise((resolve) => setTimeout(resolve, 500));
        expect(stream.readableLength).toBeLessThan(5_000_000);
        expect((await buffer(stream)).length).toBeGreaterThan(12_000_000);
      });
    });
  });
});
