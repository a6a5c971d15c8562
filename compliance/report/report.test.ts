import { estateWith } from '../../test/judged';
import type { Exception } from '../estate/exception';
import { type RuleResult, review } from '../review/review';
import { contentHash, toAccessDifferenceJson, toAccessJson, toJson } from './json';
import { renderMarkdown } from './markdown';
import { renderAccessText, renderText } from './text';
import { DISCLAIMER } from './words';

const REVIEW = review(
  estateWith(
    {
      google_storage_bucket: { b: { name: 'b', public_access_prevention: '${var.prevention}' }, c: { name: 'c' } },
      google_storage_bucket_iam_member: { m: { bucket: 'b', role: 'roles/a|b', member: 'group:<a>@x.example' } },
      google_new_thing: { n: {} },
    },
    { complete: false },
  ),
  {
    asOf: '2027-01-01',
    exceptions: [
      {
        ruleId: 'storage-bucket-versioning',
        address: 'google_storage_bucket.c',
        reason: 'one\ntwo | three',
        owner: 'team',
        expires: '2027-02-01',
      },
    ],
  },
);

it('shows in the terminal what is wrong, how to fix it, what is excepted and what is unknown', () => {
  const text = renderText(REVIEW);
  expect(text).toContain(
    'lake/google_storage_bucket.c\n         public_access_prevention is not "enforced" [storage-bucket-public-access-prevention]\n         Set public_access_prevention to "enforced".',
  );
  expect(text).toContain('Excepted\n  google_storage_bucket.c [storage-bucket-versioning] one');
  expect(text).toContain(
    'Unknown before the apply\n  lake/google_storage_bucket.b [storage-bucket-public-access-prevention]',
  );
  expect(text).toContain('Resource types without rules\n  google_new_thing (1)');
  expect(text).toContain('Only part of an environment was reviewed');
});

it('keeps every table of the page whole, whatever the texts hold', () => {
  const page = renderMarkdown(REVIEW, { title: 'sunrise-dev' });
  let columns = 0;
  for (const line of page.split('\n')) {
    const cells = line.startsWith('|') ? line.replaceAll('\\|', '').split('|').length : 0;
    if (cells > 0 && columns > 0) expect({ line, cells }).toEqual({ line, cells: columns });
    columns = cells;
  }
  expect(page).toContain('| storage-bucket-versioning | `google_storage_bucket.c` |');
  expect(page).toContain('one two \\| three');
  expect(page).not.toContain('<a>');
});

it('names every control on the page, and who has to do what', () => {
  const page = renderMarkdown(REVIEW);
  const missing = REVIEW.controls.filter((each) => !page.includes(`| ${each.citation} |`));
  expect(missing).toEqual([]);
  expect(page).toContain('| 164.308(a)(5)(i) | Security awareness and training | required | your responsibility |');
});

it('claims no certification in any form', () => {
  const forms = [renderText(REVIEW), renderMarkdown(REVIEW), JSON.stringify(toJson(REVIEW))];
  for (const form of forms) {
    expect(form).toContain(DISCLAIMER);
    expect(form.replaceAll(DISCLAIMER, '')).not.toMatch(/certif(?!icate)|compliant|guarantee/i);
  }
});

it('gives as JSON what the review holds, under the keys and words that readers of the JSON rely on', () => {
  const { unknown, checkedByRule, controls, access, ...rest } = REVIEW;
  const rule = ({ compliant, unknown: count, ...others }: RuleResult) => ({
    ...others,
    inOrder: compliant,
    cannotTell: count,
  });
  const word = (text: unknown) => (text === 'unknown' ? 'cannot_tell' : text);
  expect(controls.map(({ status }) => status)).toContain('unknown');
  expect(access.map(({ effects }) => effects)).toContain('unknown');
  expect(JSON.parse(JSON.stringify(toJson(REVIEW)))).toEqual({
    version: 2,
    disclaimer: DISCLAIMER,
    contentHash: contentHash(REVIEW),
    ...rest,
    cannotTell: unknown,
    checkedByRule: checkedByRule.map(rule),
    controls: controls.map((each) => ({ ...each, status: word(each.status), rules: each.rules.map(rule) })),
    access: access.map((each) => ({ ...each, effects: word(each.effects) })),
  });
});

it('gives a change of access as JSON with the same words', () => {
  const [row] = REVIEW.access;
  if (!row) throw new Error('there is one');
  const change = { kind: 'added', before: null, after: row, sentence: 's' } as const;
  const after = { ...row, effects: 'cannot_tell' };
  expect(toAccessJson([row])).toEqual([after]);
  expect(toAccessDifferenceJson([change])).toEqual([{ ...change, after }]);
});

it('names the new id where an exception has the old one', () => {
  const exception = { ...(REVIEW.excepted[0]?.exception as Exception), ruleId: 'iam-emergency-roles' };
  const renamed = { ...REVIEW, renamed: [{ exception, newId: 'iam-break-glass-roles' }] };
  expect(renderText(renamed)).toContain(
    'Exceptions with an old rule id\n  google_storage_bucket.c: iam-emergency-roles is now iam-break-glass-roles',
  );
  expect(renderMarkdown(renamed)).toContain(
    '| `google_storage_bucket.c` | iam-emergency-roles | iam-break-glass-roles |',
  );
});

it('groups the access matrix by principal', () => {
  const [row] = REVIEW.access;
  if (!row) throw new Error('there is one');
  expect(renderAccessText([{ ...row, why: 'reads' }])).toBe(
    'group:<a>@x.example\n  roles/a|b  on storage_bucket b  (lake)\n    effects unknown; reads\n',
  );
});

it('says that a grant gives no access to patient data', () => {
  const [row] = REVIEW.access;
  if (!row) throw new Error('there is one');
  expect(renderAccessText([{ ...row, effects: [], why: 'runs' }])).toContain('\n    no access to patient data; runs\n');
});

it('says where a document has no reasons', () => {
  expect(renderAccessText(REVIEW.access)).toMatch(/^No grant here has a reason/);
  expect(renderMarkdown(REVIEW)).toContain('No grant here has a reason');
});

it('shows what owners of other projects have to grant', () => {
  const neededGrants = [{ stack: 'lake', member: 'm', role: 'roles/r', on: 'projects/q', why: 'to encrypt' }];
  expect(renderText({ ...REVIEW, neededGrants })).toContain('  m roles/r on projects/q: to encrypt (lake)');
  expect(renderMarkdown({ ...REVIEW, neededGrants })).toContain('| `m` | roles/r | `projects/q` | to encrypt | lake |');
});

it.each([
  ['high', 'Findings of severity high without'],
  ['medium', 'No finding of severity high or medium, but'],
] as const)('says what it failed on: %s', (severity, words) => {
  const findings = severity === 'high' ? REVIEW.findings : REVIEW.findings.filter((each) => each.severity === 'low');
  expect(renderText({ ...REVIEW, failOn: severity, findings })).toContain(words);
});
