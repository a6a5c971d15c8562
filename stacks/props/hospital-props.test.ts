import { App, Testing } from 'cdktf';
import { SpecError } from '../../model/problems';
import { RcmEnvironment } from '../environment';
import { Hospital } from '../hospital';
import { synthesize } from '../synthesize';
import type { RcmEnvironmentProps } from './environment-props';
import { Emr, type HospitalProps, hospitalShape } from './hospital-props';

/** Code and path of the problems of a hospital as JavaScript may have it. Its environment has an invalid name, a problem that comes first. */
function found(props: unknown, id: unknown = 'hospital-a'): string[] {
  const app = new App({ outdir: Testing.app().outdir });
  const environment = new RcmEnvironment(app, 'sunrise', {} as RcmEnvironmentProps);
  const before = environment.problems.length;
  new Hospital(environment, id as string, props as HospitalProps);
  try {
    synthesize(app);
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    return error.problems.slice(before).map(({ code, path }) => `${code} ${path.replace('sunrise.hospitals.', '')}`);
  }
  throw new Error('synth reported no problem');
}

const emr = Emr.existingMySql({ host: '10.9.0.5', database: 'emr', certificateAuthority: 'private' });

const postgres = Emr.existingPostgres({ host: '10.9.0.5', database: 'emr', certificateAuthority: 'private' });

it('accepts the required fields alone', () => {
  expect(hospitalShape.safeParse({ emr }).success).toBe(true);
  expect(found({ emr, title: 'A' })).toEqual([]);
  expect(found({ emr: postgres })).toEqual([]);
  expect(found({ emr: { ...postgres, schema: 'emr', port: 5433, user: 'u' } })).toEqual([]);
  expect(found({ emr: Emr.existingMySql({ host: 'emr.sunrise.example', database: 'emr' }) })).toEqual([]);
});

it.each([
  [undefined, ['FIELD_MISSING hospital-a.(root)']],
  [{}, ['FIELD_MISSING hospital-a.emr']],
  [{ emr, exports: ['patients'] }, ['FIELD_INVALID hospital-a.exports']],
  [{ exports: { patients: {} } }, ['FIELD_MISSING hospital-a.exports.patients.content']],
  [
    { claims: { table: 'claims', delimiter: '' }, exports: { patients: { content: 'full', quote: '||' } } },
    ['DIALECT_INVALID hospital-a.claims.delimiter', 'DIALECT_INVALID hospital-a.exports.patients.quote'],
  ],
  [{ exports: { pacients: { content: 'full' } } }, ['TABLE_UNKNOWN hospital-a.exports.pacients.table']],
  [{ emr: { ...postgres, schema: 'a\nb' } }, ['SOURCE_NAME_INVALID hospital-a.emr.schema']],
  [{ emr: { ...postgres, instance: 'a' } }, ['FIELD_UNKNOWN hospital-a.emr.instance']],
  [
    { emr: Emr.existingPostgres({ host: '10.9.0.5', database: 'emr' }) },
    ['AUTHORITY_NOT_PUBLIC hospital-a.emr.certificateAuthority'],
  ],
  [{ emr: postgres, readers: { transactions: 'spark' } }, ['SPARK_READER_UNSUITED hospital-a.readers.transactions']],
  [
    { emr: postgres, mapping: { patients: { where: 'a = $1' } } },
    ['SOURCE_SQL_REFUSED hospital-a.mapping.patients.where'],
  ],
  [{ emr: { kind: 'oracle' } }, ['FIELD_INVALID hospital-a.emr.kind']],
  [{ emr, titel: 'A' }, ['FIELD_UNKNOWN hospital-a.titel']],
  [{ emr, title: 5, tables: 7 }, ['FIELD_INVALID hospital-a.title', 'FIELD_INVALID hospital-a.tables']],
  [{ emr, claims: 'claims' }, ['FIELD_INVALID hospital-a.claims']],
  [
    { emr, mapping: { patients: 'x' }, readers: [] },
    ['FIELD_INVALID hospital-a.mapping.patients', 'FIELD_INVALID hospital-a.readers'],
  ],
  [{ emr: Emr.cloudSql({ diskGigabytes: Number.NaN }) }, ['SIZE_INVALID hospital-a.emr.diskGigabytes']],
  [{ emr: Emr.cloudSql({ tier: 'db-perf-optimized-N-2' }) }, ['SIZE_INVALID hospital-a.emr.tier']],
  [{ emr: { ...Emr.cloudSql(), availability: 'none' } }, ['FIELD_INVALID hospital-a.emr.availability']],
  [{ emr: { ...emr, host: '${file("x")}' } }, ['HOST_INVALID hospital-a.emr.host']],
  [{ emr: { ...emr, user: '%{if true}' } }, ['SOURCE_NAME_INVALID hospital-a.emr.user']],
  ...['10.9.0.5', 'fd00::5', 'emr.internal', 'db.hospital.local', 'emr'].map((host): [object, string[]] => [
    { emr: Emr.existingMySql({ host, database: 'emr' }) },
    ['AUTHORITY_NOT_PUBLIC hospital-a.emr.certificateAuthority'],
  ]),
  [{ emr: { ...emr, host: '10.9.0.5', tls: 'none' } }, ['TLS_MISSING hospital-a.emr.tls']],
  [{ emr: { ...emr, certificateAuthority: 'none' } }, ['FIELD_INVALID hospital-a.emr.certificateAuthority']],
])('refuses %j', (props, problems) => {
  expect(found(props)).toEqual(problems);
});

it('accepts a hospital that opens no database, and one that exports a table besides', () => {
  expect(found({ exports: { patients: { content: 'full', delimiter: '|' } } })).toEqual([]);
  expect(found({ emr, exports: { patients: { content: 'changes', cadence: 'weekly' } } })).toEqual([]);
});

it('reports what is of the wrong kind together with wrong values', () => {
  expect(found({ emr: 5, tables: ['pacients'] })).toEqual([
    'FIELD_INVALID hospital-a.emr',
    'TABLE_UNKNOWN hospital-a.tables[0]',
  ]);
});

it.each([7, '', null, '${x}'])('refuses the id %p', (id) => {
  expect(found({ emr }, id)[0]).toMatch(/^SLUG_INVALID /);
});
