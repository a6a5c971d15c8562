import { isLoopbackHost, isPrivateHost } from './source-host';

describe('a host that no public authority signs', () => {
  it.each([
    ...['10.20.0.5', '172.16.0.1', '172.31.255.254', '192.168.1.1', '100.64.0.1', '169.254.1.1', '127.0.0.1'],
    ...['fd00::5', 'fc00::1', 'fe80::1', '::1', '::ffff:10.20.0.5'],
    ...['emr', 'emr.internal', 'db.hospital.local', 'EMR.LAN', 'emr.hospital.local.', 'localhost'],
  ])('is %s', (host) => expect(isPrivateHost(host)).toBe(true));

  it.each([
    ...['8.8.8.8', '172.32.0.1', '100.128.0.1', '2607:f8b0::1'],
    ...['emr.sunrise.example', 'local.sunrise.example', 'internal.example', 'thelocal'.concat('.example')],
  ])('is not %s', (host) => expect(isPrivateHost(host)).toBe(false));
});

describe('this machine', () => {
  it.each(['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1', 'localhost', 'LOCALHOST'])('is %s', (host) =>
    expect(isLoopbackHost(host)).toBe(true),
  );
  it.each(['10.0.0.1', '0.0.0.0', '::', 'localhost.example', '127.0.0.1.example', 'mysql', 'fe80::1'])(
    'is not %s',
    (host) => expect(isLoopbackHost(host)).toBe(false),
  );
});
