import { BigQueryWarehouse } from './warehouse';

it('a server that does not answer is WAREHOUSE_UNREACHABLE and may be tried again', async () => {
  // Port 9 of this machine: nothing listens there.
  const warehouse = await BigQueryWarehouse.open({ projectId: 'p', location: 'US', endpoint: 'http://127.0.0.1:9' });
  const statement = { name: 'probe', sql: 'select 1' };
  const expected = { code: 'WAREHOUSE_UNREACHABLE', retryable: true };
  await expect(warehouse.query(statement)).rejects.toMatchObject(expected);
  await expect(warehouse.executeAtomically([statement])).rejects.toMatchObject(expected);
});
