import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileFailure } from '../../lake/disk-failure';
import { openFailure, statementFailure } from './failure';
import { DuckDbWarehouse } from './warehouse';

describe('what a failed statement says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rcm-failure-'));
  let warehouse: DuckDbWarehouse;
  beforeAll(async () => {
    warehouse = await DuckDbWarehouse.open(join(folder, 'warehouse.duckdb'));
    await warehouse.executeAtomically([
      { name: 'fill', sql: "create table people as select 'Jane Doe' as name, 1 as n" },
    ]);
  });
  afterAll(async () => {
    await warehouse.close();
    rmSync(folder, { recursive: true });
  });
  const said = async (sql: string) =>
    warehouse.query({ name: 'your SQL', sql }).then(
      () => null,
      ({ detail }: { detail: string }) => detail,
    );

  it.each([
    [
      'select nam from people',
      'Binder Error',
      'Referenced column "nam" not found in FROM clause! Candidate bindings: "name"',
    ],
    ['select * from peple', 'Catalog Error', 'Table with name peple does not exist! Did you mean "people"?'],
    ['selct 1', 'Parser Error', 'syntax error at or near "selct"'],
    ["select lenth('Jane Doe')", 'Catalog Error', 'Scalar Function with name lenth does not exist!'],
    ['select 1; select 2', '2 statements instead of one', ''],
    ['', 'DuckDB', ''],
  ])('%j: %s', async (sql, kind, words) => {
    const detail = await said(sql);
    expect(detail).toContain(kind);
    expect(detail).toContain(words);
    expect(detail).not.toContain('Jane');
  });
  it.each(['select name::int from people', "select cast('Jane Doe' as date)", 'select error(name) from people'])(
    'nothing of a row: %s',
    async (sql) => {
      const detail = await said(sql);
      expect(detail).toMatch(/^your SQL: DuckDB [A-Z][A-Za-z ]+ Error/);
      expect(detail).not.toContain('Jane');
    },
  );
});

describe('what failures of disk and memory mean', () => {
  it.each([
    ['IO Error: Could not write file "/a/Jane": No space left on device', 'DISK_FULL', true],
    [
      "Out of Memory Error: failed to offload data block. This limit was set by the 'max_temp_directory_size' setting.",
      'DISK_FULL',
      true,
    ],
    ['Out of Memory Error: could not allocate block of size 256.0 KiB', 'MEMORY_EXHAUSTED', false],
    ['IO Error: Cannot open file "/a/Jane": Permission denied', 'FILE_ACCESS_DENIED', false],
    ['IO Error: Cannot open file "/a/Jane": Read-only file system', 'DISK_READ_ONLY', false],
    ['IO Error: Cannot open file "/a/Jane": File name too long', 'PATH_TOO_LONG', false],
    ['Constraint Error: Duplicate key "Jane"', 'WAREHOUSE_STATEMENT_FAILED', false],
  ])('%s', (message, code, retryable) => {
    const failure = statementFailure('load', new Error(message));
    expect(failure).toMatchObject({ code, retryable });
    expect(failure.message).not.toContain('Jane');
    if (code !== 'WAREHOUSE_STATEMENT_FAILED')
      expect(openFailure('warehouse.duckdb', new Error(message))).toMatchObject({ code });
  });
  it.each([
    ['ENOSPC', 'DISK_FULL', true],
    ['EDQUOT', 'DISK_FULL', true],
    ['EACCES', 'FILE_ACCESS_DENIED', false],
    ['EPERM', 'FILE_ACCESS_DENIED', false],
    ['EROFS', 'DISK_READ_ONLY', false],
    ['ENAMETOOLONG', 'PATH_TOO_LONG', false],
  ])('%s of the system is %s', (code, meaning, retryable) => {
    const error = Object.assign(new Error(`${code}: open '/inbox/Jane.csv'`), { code, syscall: 'open' });
    const failure = fileFailure(error);
    expect(failure).toMatchObject({ code: meaning, retryable });
    expect(failure?.message).not.toContain('Jane');
  });
  it('leaves other failures to others', () => {
    expect(fileFailure(Object.assign(new Error('x'), { code: 'ENOENT', syscall: 'open' }))).toBeNull();
    expect(fileFailure(new Error('ENOSPC'))).toBeNull();
    expect(fileFailure(null)).toBeNull();
  });
});
