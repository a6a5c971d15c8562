import { postgresDriver } from './driver';
import { sourceFailure } from './failure';

it.each([
  [{ code: '28P01' }, 'SOURCE_ACCESS_DENIED', false],
  [{ code: '42501' }, 'SOURCE_READ_DENIED', false],
  [{ code: '08006' }, 'SOURCE_CONNECTION_LOST', true],
  [{ code: '40001' }, 'SOURCE_CONNECTION_LOST', true],
  [{ code: '53300' }, 'SOURCE_UNREACHABLE', true],
  [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'SOURCE_TLS_REFUSED', false],
  [{ code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'SOURCE_TLS_REFUSED', false],
  [new Error('The server does not support SSL connections'), 'SOURCE_TLS_REFUSED', false],
  [new Error('Connection terminated unexpectedly'), 'SOURCE_CONNECTION_LOST', true],
  [new Error('timeout expired'), 'SOURCE_UNREACHABLE', true],
  [new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'), 'SOURCE_ACCESS_DENIED', false],
  [{ code: '22P02' }, 'SOURCE_READ_FAILED', true],
  [null, 'SOURCE_READ_FAILED', true],
])('%p is %s', (error, code, retryable) => {
  expect(sourceFailure(error, 'database "emr"')).toMatchObject({ code, retryable });
});

it('keeps nothing that the server says: its texts quote rows', () => {
  const said = { code: '22P02', message: 'invalid input "Ann Lee"', detail: 'Ann Lee', where: 'row Ann', hint: 'Ann' };
  const error = sourceFailure(said, 'database "emr", table visits');
  expect(error.detail).toBe('database "emr", table visits: error 22P02');
  expect(`${JSON.stringify(error)}${error.stack}${String(error.cause)}`).not.toContain('Ann');
  expect(sourceFailure({ code: 'Ann Lee' }, 'x').detail).not.toContain('Ann');
});

it('says which package is missing, and what to type', async () => {
  const missing = async () => {
    throw Object.assign(new Error("Cannot find module 'pg'"), { code: 'MODULE_NOT_FOUND' });
  };
  const error = await postgresDriver(missing).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'SOURCE_DRIVER_MISSING', retryable: false });
  expect((error as Error).message).toContain('npm install pg@8');
});
