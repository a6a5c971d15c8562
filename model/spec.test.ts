import { parseSpec } from './parse-spec';
import { environmentSpecSchema, hospitalSpecSchema, pipelineSpecSchema } from './spec';
import { codes, environment, hospital, placed, problems } from './spec.fixture';

it('fills in the defaults', () => {
  expect(parseSpec(hospitalSpecSchema, hospital)).toMatchObject({
    emr: { port: 3306, tls: 'verify' },
    lookbackSeconds: 86_400,
    keyScan: 'every_run',
    feeds: [],
  });
  expect(parseSpec(environmentSpecSchema, environment).quality).toEqual({
    maximumQuarantinedShare: 0.05,
    leastQuarantinedRows: 20,
    maximumBadLineShare: 0.05,
    maximumDeletedShare: 0.2,
    maximumAheadSeconds: 86_400,
  });
});

it('lists every problem at once, each with its path', () => {
  const spec = {
    ...environment,
    project: 'Sunrise',
    hospitals: [
      { ...hospital, tables: ['patiens'] },
      { ...hospital, mapping: { patients: { columns: { firstname: 'F_Name' } } } },
    ],
  };
  expect(problems(pipelineSpecSchema, spec)).toEqual([
    expect.stringMatching(/^project: a project id has 6 to 30/),
    expect.stringMatching(/^hospitals\[0\]\.tables\[0\]: unknown table "patiens"; did you mean "patients"\?/),
    expect.stringMatching(/^hospitals\[1\]\.mapping\.patients\.columns\.firstname: patients has no column "firstname"/),
    expect.stringMatching(/^hospitals\[1\]\.id: two hospitals have the id "hospital-a"/),
  ]);
});

it.each(['5unrise', 'sunrise-', 'Sunrise-dev', 'sun', 'a'.repeat(31), 'sun_rise'])(
  'refuses the project id %s, as Google would',
  (project) => {
    expect(problems(environmentSpecSchema, { ...environment, project })).toHaveLength(1);
  },
);

it.each(['hospital_a', 'Hospital', '-a', 'a--b', 'x'.repeat(21)])('refuses the hospital id %s', (id) => {
  expect(problems(hospitalSpecSchema, { ...hospital, id })).toHaveLength(1);
});

it("reserves the id of the group's reference files", () => {
  expect(problems(hospitalSpecSchema, { ...hospital, id: 'reference' })).toEqual([
    expect.stringContaining('reference files'),
  ]);
});

it('reserves the id of the whole group', () => {
  expect(problems(hospitalSpecSchema, { ...hospital, id: 'all' })).toEqual([expect.stringContaining('whole group')]);
});

it('refuses a table that is listed twice, which would be two steps of one id', () => {
  expect(problems(hospitalSpecSchema, { ...hospital, tables: ['patients', 'patients'] })).toEqual([
    expect.stringContaining('"patients" is listed twice'),
  ]);
});

it("refuses a hospital's table among the reference files of the group", () => {
  expect(problems(environmentSpecSchema, { ...environment, references: [{ table: 'patients' }] })).toEqual([
    'references[0].table: "patients" does not come as a file of the group',
  ]);
});

it.each(['a\nb', 'patients ', ' ', 'x'.repeat(65), '😀', ''])('refuses %j as a table of the source', (table) => {
  expect(problems(hospitalSpecSchema, { ...hospital, mapping: { patients: { from: { table } } } })).not.toEqual([]);
});

it.each([...['Claim #', 'Paid Amt ($)', '5%', 'a.b/c-d', "Patient's id", '`"\\', 'Año', '支払', '${x}', '%{if true}']])(
  'takes %j as the name of a column and of a table',
  (name) => {
    const feeds = [{ table: 'claims' }];
    expect(
      codes(hospitalSpecSchema, { ...hospital, feeds, mapping: { claims: { columns: { claim_id: name } } } }),
    ).toEqual([]);
    const patients = { from: { table: name }, columns: { ssn: name } };
    expect(codes(hospitalSpecSchema, { ...hospital, mapping: { patients } })).toEqual([]);
  },
);

it.each(['', '  ', 'a\nb', 'a\rb', 'a\u2028b', 'a\0b', 'x'.repeat(201)])(
  'refuses %j as the name of any column',
  (name) => {
    for (const [table, column] of [
      ['claims', 'claim_id'],
      ['patients', 'ssn'],
    ] as const)
      expect(
        codes(hospitalSpecSchema, { ...hospital, mapping: { [table]: { columns: { [column]: name } } } }),
      ).toContain('SOURCE_NAME_INVALID');
  },
);

it.each([
  ['a column that reads where another was sent', { last_name: 'FirstName' }, ['MAPPING_HOLE']],
  ['one that the source spells in other letters', { last_name: 'firstname' }, ['MAPPING_HOLE']],
  ['none where both are named', { last_name: 'FirstName', first_name: 'LastName' }, []],
])('finds %s', (_what, columns, expected) => {
  expect(codes(hospitalSpecSchema, { ...hospital, mapping: { patients: { columns } } })).toEqual(expected);
});

it('gives every problem its code', () => {
  const { stage: _stage, ...withoutStage } = environment;
  const spec = {
    ...withoutStage,
    project: 'Sunrise',
    region: 'US',
    dailyRun: { localTime: '5 am', timeZone: 7 },
    colour: 'blue',
    hospitals: [
      { ...hospital, id: 'h'.repeat(21) },
      { ...hospital, id: 'B', tables: ['patiens', 'claims'], mapping: { patients: { columns: { ssn: 'a\n' } } } },
      { ...hospital, id: 'all', tables: ['patients', 'patients'] },
    ],
  };
  expect(codes(pipelineSpecSchema, spec)).toEqual([
    'FIELD_INVALID',
    'FIELD_MISSING',
    'FIELD_UNKNOWN',
    'NAME_RESERVED',
    'NAME_TOO_LONG',
    'PROJECT_INVALID',
    'REGION_INVALID',
    'SLUG_INVALID',
    'SOURCE_NAME_INVALID',
    'TABLE_ORIGIN_WRONG',
    'TABLE_REPEATED',
    'TABLE_UNKNOWN',
    'TIME_INVALID',
  ]);
});

it('explains what is wrong with a value, and lists the valid ones', () => {
  const feeds = [{ table: 'claims', format: 'csv', period: 'monthly', delimiter: '' }];
  const found = problems(hospitalSpecSchema, { ...hospital, tables: [], feeds, colour: 'blue' });
  expect(found).toEqual(
    expect.arrayContaining([
      'feeds[0].delimiter: 1 to 10 characters on one line',
      'tables: there must be at least 1',
      'colour: there is no such field',
    ]),
  );
});

it('refuses a password where a name of a secret belongs, as an unknown key', () => {
  const emr = { ...hospital.emr, password: 'x' };
  expect(problems(hospitalSpecSchema, { ...hospital, emr })).toEqual([expect.stringMatching(/^emr\.password: /)]);
});

it.each([
  ['tables', { tables: ['claims'] }, 'does not come from an EMR'],
  ['feeds', { feeds: [{ table: 'npi' }] }, 'does not come as a hospital'],
])('refuses an entity that does not come that way in %s', (_where, change, message) => {
  expect(problems(hospitalSpecSchema, { ...hospital, ...change })).toEqual([expect.stringContaining(message)]);
});

describe('the name of a database', () => {
  const named = (database: string) => codes(hospitalSpecSchema, { ...hospital, emr: { ...hospital.emr, database } });

  it.each(['open-emr', '2024_emr', 'emr für alle', 'a.b', 'a`b', '${emr}'])(
    'is any that MySQL can give one: %s',
    (database) => {
      expect(named(database)).toEqual([]);
    },
  );

  it.each(['', 'emr ', 'a\nb', 'x'.repeat(65)])('is refused where MySQL refuses it: %j', (database) => {
    expect(named(database)).toEqual(['SOURCE_NAME_INVALID']);
  });
});

describe('a database read without TLS', () => {
  const emr = (host: string) => ({ ...hospital, emr: { ...hospital.emr, host, tls: 'none' } });
  it.each(['localhost', '127.0.0.1', '127.0.1.1', '::1'])('may be %s, this machine', (host) => {
    expect(codes(hospitalSpecSchema, emr(host))).toEqual([]);
  });
  it.each(['10.20.0.5', 'emr.sunrise.example', 'emr', '0.0.0.0', 'localhost.example'])('is not %s', (host) => {
    expect(codes(hospitalSpecSchema, emr(host))).toEqual(['TLS_MISSING']);
  });
});

describe('texts that become parts of names', () => {
  const emr = (changes: object) => ({ ...hospital, emr: { ...hospital.emr, ...changes } });
  it.each([
    [{ passwordSecret: '../../other/secrets/key' }, 'SECRET_NAME_INVALID'],
    [{ passwordSecret: 'a/versions/1' }, 'SECRET_NAME_INVALID'],
    [{ certificateAuthoritySecret: 'a b' }, 'SECRET_NAME_INVALID'],
    [{ host: 'db/emr?allowLoadLocalInfile=true&' }, 'HOST_INVALID'],
    [{ host: 'db\u001b[2J' }, 'HOST_INVALID'],
    [{ user: 'reader;x' }, 'SOURCE_NAME_INVALID'],
    [{ instance: 'p:r:i/../x' }, 'FIELD_INVALID'],
  ])('%j is refused', (changes, code) => {
    expect(codes(hospitalSpecSchema, emr(changes))).toEqual([code]);
  });
  it.each(['gs://inbox', 'inbox/folder', '../inbox', 'Inbox', ''])('the bucket %j is refused', (inbox) => {
    const buckets = { ...environment.buckets, inbox };
    expect(codes(environmentSpecSchema, { ...environment, buckets })).toEqual(['BUCKET_NAME_INVALID']);
  });
  it.each(['America/Nowhere', "UTC'; drop table x; --", '../etc/passwd', '+05:30', ''])(
    'the time zone %j is refused',
    (timeZone) => {
      const dailyRun = { ...environment.dailyRun, timeZone };
      expect(codes(environmentSpecSchema, { ...environment, dailyRun })).toEqual(['TIME_ZONE_UNKNOWN']);
    },
  );
  it.each(['America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+5'])('the time zone %s is known', (timeZone) => {
    const dailyRun = { ...environment.dailyRun, timeZone };
    expect(codes(environmentSpecSchema, { ...environment, dailyRun })).toEqual([]);
  });
  it('a field or a column called __proto__ is unknown, and not passed over', () => {
    const mapping = JSON.parse('{"patients":{"columns":{"__proto__":"F_Name"}}}');
    expect(problems(hospitalSpecSchema, { ...hospital, mapping })).toEqual([
      'mapping.patients.columns.__proto__: there is no such field',
    ]);
    expect(
      codes(environmentSpecSchema, { ...environment, ...JSON.parse('{"quality":{"__proto__":{"x":1}}}') }),
    ).toEqual(['FIELD_UNKNOWN']);
  });
});

it('refuses paths of two feeds that one file could lie in, and a path of a reference', () => {
  const spec = (first: string, second?: string, reference?: string) => ({
    ...environment,
    references: [{ table: 'npi', path: reference }],
    hospitals: [
      { ...hospital, id: 'hospital-a', feeds: [{ table: 'claims', path: first }] },
      { ...hospital, id: 'hospital-b', feeds: [{ table: 'claims', path: second }] },
    ],
  });
  expect(codes(pipelineSpecSchema, spec('shared/A_*.csv', 'shared/B_*.csv'))).toEqual([]);
  expect(codes(pipelineSpecSchema, spec('shared/*.csv', 'shared/B_*.csv'))).toEqual(['FEED_PATH_UNSUITED']);
  expect(codes(pipelineSpecSchema, spec('hospital-b/*/*'))).toEqual(['FEED_PATH_UNSUITED']);
  expect(codes(pipelineSpecSchema, spec('../*.csv', undefined, 'npi/*.csv'))).toEqual([
    'FEED_PATH_INVALID',
    'FEED_PATH_UNSUITED',
  ]);
});

it("maps the group's references in its own part, and reports every problem of that mapping at once", () => {
  const references = [{ table: 'cpt_codes' }, { table: 'npi' }];
  const of = (mapping: object) => placed(environmentSpecSchema, { ...environment, references, mapping });
  expect(
    of({ cpt_codes: { columns: { procedure_code: { column: 'CPT', padTo: 5 }, description: 'x'.repeat(100) } } }),
  ).toEqual([]);
  expect(
    of({
      patients: { columns: { ssn: 'SSN' } },
      cpt_codes: {
        from: { table: 'codes' },
        where: 'a = 1',
        columns: { code: 'CPT', procedure_code: { column: 'a', otherwise: 'x' } },
      },
      npi_numbers: { columns: {} },
    }),
  ).toEqual([
    'TABLE_ORIGIN_WRONG mapping.patients',
    'MAPPING_VERB_UNSUITED mapping.cpt_codes.from',
    'MAPPING_VERB_UNSUITED mapping.cpt_codes.where',
    'MAPPING_COLUMN_UNKNOWN mapping.cpt_codes.columns.code',
    'MAPPING_VERB_UNSUITED mapping.cpt_codes.columns.procedure_code.otherwise',
    'TABLE_UNKNOWN mapping.npi_numbers',
  ]);
});
