import { estateWith } from '../../test/judged';
import { review } from '../review/review';
import { contentHash, toJson } from './json';
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

it('shows in the terminal what is wrong, how to mend it, what was excused and what is not known', () => {
  const text = renderText(REVIEW);
  expect(text).toContain(
    'lake/google_storage_bucket.c\n         public_access_prevention is not "enforced" [storage-bucket-public-access-prevention]\n         Set public_access_prevention to "enforced".',
  );
  expect(text).toContain('Excepted\n  google_storage_bucket.c [storage-bucket-versioning] one');
  expect(text).toContain(
    'Cannot be told before the apply\n  lake/google_storage_bucket.b [storage-bucket-public-access-prevention]',
  );
  expect(text).toContain('Resource types without rules\n  google_new_thing (1)');
  expect(text).toContain('Only a part of an environment was given');
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
  expect(page).toContain('| 164.308(a)(5)(i) | Security awareness and training | required | yours |');
});

it('claims no certification in any form', () => {
  const forms = [renderText(REVIEW), renderMarkdown(REVIEW), JSON.stringify(toJson(REVIEW))];
  for (const form of forms) {
    expect(form).toContain(DISCLAIMER);
    expect(form.replaceAll(DISCLAIMER, '')).not.toMatch(/certif(?!icate)|compliant|guarantee/i);
  }
});

it('gives as JSON exactly what the review holds', () => {
  expect(JSON.parse(JSON.stringify(toJson(REVIEW)))).toEqual({
    version: 2,
    disclaimer: DISCLAIMER,
    contentHash: contentHash(REVIEW),
    ...REVIEW,
  });
});

it('groups the access matrix by principal', () => {
  const [row] = REVIEW.access;
  if (!row) throw new Error('there is one');
  expect(renderAccessText([{ ...row, why: 'reads' }])).toBe(
    'group:<a>@x.example\n  roles/a|b  on storage_bucket b  (lake)\n    cannot tell what it lets do; reads\n',
  );
});

it('says where a document has no reasons', () => {
  expect(renderAccessText(REVIEW.access)).toMatch(/^No grant here says why/);
  expect(renderMarkdown(REVIEW)).toContain('No grant here says why');
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
