import { describeEngine } from '../../../test/engines/available';
import { sharedMariaDb } from '../../../test/engines/shared-engines';
import { EnvironmentSecrets } from '../../secrets/environment';
import { connect } from './connect';
import { readRows } from './read-rows';

jest.setTimeout(30_000);

describeEngine('mariadb', 'a connection that the reader of a result has left paused', () => {
  it('begins the next statement all the same, and sends its rows', async () => {
    const { host, port, reader, createDatabase } = sharedMariaDb();
    const secrets = new EnvironmentSecrets({ RCM_SECRET_EMR: reader.password });
    const place = { kind: 'mysql', host, port, database: await createDatabase(), tls: 'none' } as const;
    const source = await connect({ ...place, user: reader.user, passwordSecret: 'emr' }, { secrets });
    // As the last rows of a result do when nobody takes them in time.
    source.connection.pause();
    await expect(source.query('select 1')).resolves.toEqual([['1']]);
    source.connection.pause();
    let read = 0;
    for await (const chunk of readRows(source, 'select 1', 1, 'a test')) read += chunk.length;
    expect(read).toBeGreaterThan(0);
    source.close();
  });
});
