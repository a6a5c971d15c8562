import { EnvironmentSecrets } from '../../secrets/environment';
import { instanceFailure, instanceRequest } from './cloud-sql';
import { connect } from './connect';

const instance = 'sunrise-rcm-dev:us-central1:sunrise-dev-hospital-a';

it('asks for the private address, and for IAM authentication where no password is named', () => {
  const asked = { instanceConnectionName: instance, ipType: 'PRIVATE' };
  expect(instanceRequest({ instance })).toEqual({ ...asked, authType: 'IAM' });
  expect(instanceRequest({ instance, passwordSecret: 'emr' })).toEqual({ ...asked, authType: 'PASSWORD' });
});

it.each([
  [{ code: 'EBADCONNECTIONNAME' }, 'SOURCE_INSTANCE_UNUSABLE'],
  [{ code: 'ENOSQLADMINIPADDRESS' }, 'SOURCE_INSTANCE_UNUSABLE'],
  [{ code: 'ENOACCESSTOKEN' }, 'SOURCE_ACCESS_DENIED'],
  [new Error('Could not load the default credentials. Browse to ...'), 'SOURCE_ACCESS_DENIED'],
  [{ code: 'ENOTFOUND' }, 'SOURCE_UNREACHABLE'],
  [{ code: 403, response: { status: 403 } }, 'SOURCE_ACCESS_DENIED'],
  [{ status: 404 }, 'SOURCE_INSTANCE_UNUSABLE'],
  [{ response: { status: 503 } }, 'SOURCE_UNREACHABLE'],
  [undefined, 'SOURCE_UNREACHABLE'],
])('%j is %s', (error, code) => {
  expect(instanceFailure(error, instance)).toMatchObject({ code });
});

it('a database without a password and without an instance is refused', async () => {
  const emr = { kind: 'mysql', host: '127.0.0.1', port: 9, database: 'a', user: 'reader', tls: 'none' } as const;
  await expect(connect(emr, { secrets: new EnvironmentSecrets({}) })).rejects.toMatchObject({ code: 'SECRET_MISSING' });
});
