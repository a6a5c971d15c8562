import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TableDefinition } from '../../../model/types';
import type { ObjectStore } from '../../lake/object-store';
import { BigQueryWarehouse } from './warehouse';

it('a server that does not answer is WAREHOUSE_UNREACHABLE and may be tried again', async () => {
  // Port 9 of this machine: nothing listens there.
  const warehouse = await BigQueryWarehouse.open({ projectId: 'p', location: 'US', endpoint: 'http://127.0.0.1:9' });
  const statement = { name: 'probe', sql: 'select 1' };
  const expected = { code: 'WAREHOUSE_UNREACHABLE', retryable: true };
  await expect(warehouse.query(statement)).rejects.toMatchObject(expected);
  await expect(warehouse.executeAtomically([statement])).rejects.toMatchObject(expected);
});

describe('a transaction that another one got in the way of', () => {
  /** BigQuery that ends the first transactions; how many it was asked for is in `asked`. */
  async function contested(conflicts: number, work: (warehouse: BigQueryWarehouse) => Promise<void>): Promise<number> {
    let asked = 0;
    const server = createServer((request, response) => {
      if (request.method === 'POST') asked++;
      const message = 'Transaction is aborted due to concurrent update against table p:d.t';
      const error = { code: 400, message, errors: [{ reason: 'invalidQuery', message }] };
      const job = { jobReference: { projectId: 'p', jobId: 'j', location: 'US' }, status: { state: 'DONE' } };
      const isRefused = asked <= conflicts;
      response.writeHead(isRefused ? 400 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(isRefused ? { error } : { ...job, jobComplete: true, rows: [], totalRows: '0' }));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    try {
      const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      await work(await BigQueryWarehouse.open({ projectId: 'p', location: 'US', endpoint }));
      return asked;
    } finally {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  }
  const statement = { name: 'probe', sql: 'select 1' };

  it('is begun again', async () => {
    expect(await contested(2, (warehouse) => warehouse.executeAtomically([statement]))).toBe(3);
  });
  it('is given up in the end', async () => {
    const asked = await contested(99, async (warehouse) => {
      await expect(warehouse.executeAtomically([statement])).rejects.toMatchObject({ code: 'WAREHOUSE_CONFLICT' });
    });
    expect(asked).toBe(5);
  }, 20_000);
});

it('loads into the table as it is: WRITE_TRUNCATE would take the policy tags off its columns', async () => {
  const into = {
    ...{ dataset: 'd', name: 't', layer: 'bronze', grain: 'one row', description: 'rows' },
    columns: [{ name: 'n', type: 'STRING', description: 'n', phi: 'none' }],
  } as unknown as TableDefinition;
  const asked: { configuration?: { load?: Record<string, unknown> } }[] = [];
  const job = { jobReference: { projectId: 'p', jobId: 'j', location: 'US' }, status: { state: 'DONE' } };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (chunks.length > 0) asked.push(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    const schema = { fields: [{ name: 'n', type: 'STRING' }] };
    response.writeHead(200, { 'content-type': 'application/json' });
    const rows = { jobComplete: true, totalRows: '1', rows: [{ f: [{ v: '1' }] }] };
    const loaded = { fields: [{ name: 'loaded', type: 'INTEGER' }] };
    const isTable = request.url?.includes('/tables/');
    response.end(JSON.stringify(isTable ? { schema } : { ...job, ...rows, schema: loaded }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const warehouse = await BigQueryWarehouse.open({ projectId: 'p', location: 'US', endpoint });
    const store = { uri: (key: string) => `gs://landing/${key}` } as ObjectStore;
    await warehouse.loadParquet({ store, keys: ['part.parquet'], into });
  } finally {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
  const loads = asked.flatMap(({ configuration }) => configuration?.load ?? []);
  expect(loads).toMatchObject([{ writeDisposition: 'WRITE_TRUNCATE_DATA', createDisposition: 'CREATE_NEVER' }]);
});
