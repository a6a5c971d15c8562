import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { propertyRuns, timeFor } from '../../test/long-runs';
import type { JsonObject } from '../arguments/attribute';
import { ComplianceError } from '../errors';
import { estateOf, type StackContent } from '../estate/estate';
import { toJson } from '../report/json';
import { renderMarkdown } from '../report/markdown';
import { renderText } from '../report/text';
import { review } from '../review/review';
import { PACK } from '../rules';
import { readPlan } from './plan';
import { parseDocument } from './read-document';
import { readEstate } from './read-estate';
import { readSynthesis } from './synthesis';

/** Measured: 10 ms of a processor for each. */
const DOCUMENTS = { share: 400, long: 20_000 } as const;
const DOCUMENT_MILLISECONDS = 150;
const AS_OF = '2027-01-01';
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rcm-hostile-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}
const reviewed = (content: StackContent) => review(estateOf([content], { complete: true }), { asOf: AS_OF });

/** Names that objects of the language have anyway, among those of a description. */
const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'member', 'role', 'settings', '//', 'name'];
const TYPES = [...new Set([...PACK.flatMap((rule) => rule.resourceTypes), ...NAMES])].map((each) =>
  each.replace('*', 'project'),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(
      '${x.y.z}',
      'allUsers',
      'constructor',
      '__proto__',
      '',
      '%{if a}',
      '🏥',
      -1,
      1e308,
      true,
      null,
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 12 })), tie('value'), { maxKeys: 4 }),
  ),
}));
const argumentsOf = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom(...argumentNames()), fc.string({ maxLength: 10 })), value), { maxLength: 8 })
  .map((entries) => Object.fromEntries(entries) as JsonObject);

/** Arguments that rules mention in their findings: where wrong shapes hurt most. */
function argumentNames(): string[] {
  return [
    'member',
    'members',
    'policy_data',
    'access',
    'settings',
    'encryption',
    'versioning',
    'retention_policy',
    'labels',
    'config',
    'template',
    'log_config',
    'allow',
    'source_ranges',
    'schema',
    'privileged_access',
    'eligible_users',
    'role_entity',
    'grantees',
    'audit_log_config',
    'permissions',
    'replication',
    'default_encryption_configuration',
    'lifecycle',
    'depends_on',
    'condition',
  ];
}

it(
  'judges documents of any shape without an error of its own',
  () => {
    fc.assert(
      fc.property(fc.constantFrom(...TYPES), argumentsOf, (type, attributes) => {
        const resource = { address: `${type}.x`, mode: 'managed', type, values: attributes };
        const plan = { format_version: '1.2', planned_values: { root_module: { resources: [resource] } } };
        const parsed = (document: object) => parseDocument(JSON.stringify(document), 'generated');
        const synthesized = { resource: { [type]: { x: attributes } } };
        for (const content of [readSynthesis('s', parsed(synthesized)), readPlan('s', parsed(plan))]) {
          const found = reviewed(content);
          expect(`${renderText(found)}${renderMarkdown(found)}${JSON.stringify(toJson(found))}`).not.toBe('');
        }
      }),
      propertyRuns(DOCUMENTS),
    );
  },
  timeFor(DOCUMENTS, DOCUMENT_MILLISECONDS),
);

it('takes no name that means something to the language', () => {
  const text = '{"__proto__":{"a":1},"x":{"toString":1,"\\u0076alueOf":2,"kept":3}}';
  expect(parseDocument(text, 'd')).toEqual({ x: { kept: 3 } });
});

it('lists types that nobody has thought about, whatever they are called', () => {
  const document = parseDocument(
    '{"resource":{"constructor":{"a":{}},"hasOwnProperty":{"b":{}},"aws_s3_bucket":{"c":{},"d":{}}}}',
    'd',
  );
  const { unknownTypes } = reviewed(readSynthesis('s', document));
  expect(Object.entries(unknownTypes)).toEqual([
    ['aws_s3_bucket', 2],
    ['constructor', 1],
    ['hasOwnProperty', 1],
  ]);
});

it('reads references that go in circles', () => {
  const document = {
    resource: {
      google_kms_crypto_key: {
        a: { key_ring: '${google_kms_crypto_key.b.id}' },
        b: { key_ring: '${google_kms_crypto_key.a.id}' },
      },
      google_service_account: { self: { account_id: '${google_service_account.self.account_id}' } },
      google_project_iam_member: { m: { role: 'r', member: '${google_project_iam_member.m.member}' } },
    },
  };
  expect(reviewed(readSynthesis('s', document)).resourceCountByStack).toEqual({ s: 4 });
});

it.each<[string, string, string | Buffer]>([
  ['ESTATE_UNREADABLE', 'an empty file', ''],
  ['ESTATE_UNREADABLE', 'HCL', 'resource "google_storage_bucket" "b" {}'],
  ['ESTATE_UNREADABLE', 'the log of a plan', '{"@level":"info"}\n{"@level":"info"}\n'],
  ['ESTATE_UNREADABLE', 'a saved plan', Buffer.from([0x50, 0x4b, 3, 4, 0, 0])],
  ['ESTATE_TOO_DEEP', 'a hundred thousand levels', `{"resource":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ['ESTATE_TOO_DEEP', 'a hundred thousand objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
])('throws %s for %s', (code, name, content) => {
  const file = written(`${name.replaceAll(' ', '-')}.json`, content);
  const thrown = (() => {
    try {
      return readEstate(file);
    } catch (error) {
      return error;
    }
  })();
  expect(thrown).toBeInstanceOf(ComplianceError);
  expect(thrown).toMatchObject({ code });
});

it('reads what a shell wrote in UTF-16, or with a mark in front', () => {
  const text = JSON.stringify({ resource: { google_storage_bucket: { b: {} } } });
  const files = [written('utf16.json', Buffer.from(`\uFEFF${text}`, 'utf16le')), written('utf8.json', `\uFEFF${text}`)];
  expect(files.map((file) => readEstate(file).resources.length)).toEqual([1, 1]);
});

it('reads and judges a plan of 50 MB', () => {
  const values = { name: 'b', location: 'US', description: 'x'.repeat(2_000), versioning: [{ enabled: true }] };
  const resources = Array.from({ length: 24_000 }, (_, index) => ({
    address: `google_storage_bucket.b[${index}]`,
    mode: 'managed',
    type: 'google_storage_bucket',
    values,
  }));
  const text = JSON.stringify({ format_version: '1.2', planned_values: { root_module: { resources } } });
  expect(text.length).toBeGreaterThan(50_000_000);
  const found = review(readEstate(written('large.json', text)), { asOf: AS_OF });
  expect(found.resourceCountByStack).toEqual({ large: 24_000 });
});
