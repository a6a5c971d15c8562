import { databaseHost } from './database-host';

it.each(['10.20.0.5', '::1', '2001:db8::1', 'emr.sunrise.example', 'emr_a', 'db.'])('"%s" may be a host', (host) => {
  expect(databaseHost.safeParse(host).success).toBe(true);
});

it.each(['', '-db', '${file("x")}', 'db/emr?x=1', 'a b', 'db\u001b[2J', 'a'.repeat(255)])('"%s" is refused', (host) => {
  expect(databaseHost.safeParse(host).success).toBe(false);
});
