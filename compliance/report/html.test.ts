import { estateWith } from '../../test/judged';
import { review } from '../review/review';
import { renderHtml } from './html';
import { contentHash } from './json';
import { lineageSection } from './lineage';

const SCRIPT = '<script>alert("x")</script>';
const REVIEW = review(
  {
    ...estateWith(
      {
        google_storage_bucket: {
          b: { name: 'b' },
          c: { name: 'c', '//': { weakened: [{ setting: SCRIPT, value: '1' }] } },
        },
        google_storage_bucket_iam_member: {
          m: { bucket: `b"${SCRIPT}`, role: SCRIPT, member: `group:${SCRIPT}`, '//': { why: `'${SCRIPT}` } },
        },
        [`google_${SCRIPT}`]: { [SCRIPT]: {} },
      },
      { complete: false },
    ),
    inputs: [{ stack: 'lake', file: SCRIPT, sha256: 'ab12' }],
    destroyed: [{ stack: 'lake', address: SCRIPT, type: 't', replaced: true }],
    comments: new Map([
      [
        'lake',
        {
          baa: { acceptedOn: SCRIPT, by: 'compliance@x.example' },
          neededGrants: [{ member: SCRIPT, role: 'roles/r', on: SCRIPT, why: 'to encrypt' }],
        },
      ],
    ]),
  },
  {
    asOf: '2027-01-01',
    exceptions: [
      {
        ruleId: 'storage-bucket-versioning',
        address: 'google_storage_bucket.c',
        reason: SCRIPT,
        owner: SCRIPT,
        expires: '2027-02-01',
      },
    ],
  },
);
const PAGE = renderHtml(REVIEW, {
  title: SCRIPT,
  sections: [{ id: 'lineage', title: SCRIPT, note: SCRIPT, head: [SCRIPT], rows: [[SCRIPT]] }],
});

it('escapes every text that comes from a document', () => {
  const [before = '', rest = ''] = PAGE.split('<script>\n');
  expect(before).not.toMatch(/<script>alert|"x"/);
  expect(rest.split('</script>')).toHaveLength(2);
  expect(PAGE.match(/&lt;script&gt;alert\(&quot;x&quot;\)/g)?.length).toBeGreaterThan(12);
});

it('loads nothing from anywhere', () => {
  expect(PAGE).toContain("default-src 'none'");
  expect(PAGE).not.toMatch(/\b(src|srcset)=|<link|@import|url\(|https?:/);
});

it('shows the outcome, each control with the resources that are evidence, and what is excused until when', () => {
  expect(PAGE).toContain('Findings of severity high without an exception');
  for (const { citation } of REVIEW.controls) expect(PAGE).toContain(`>${citation}<`);
  expect(PAGE).toContain('storage-bucket-cmek: 0 compliant, 2 finding(s)');
  expect(PAGE).toContain('2027-02-01');
  expect(PAGE).toContain('no reason');
  expect(PAGE).toContain('replaced by a new one');
  expect(PAGE).toContain(contentHash(REVIEW));
});

it('links to every section by an id that is there once', () => {
  const links = [...PAGE.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  expect(links.length).toBeGreaterThan(8);
  for (const id of links) expect(PAGE.split(`id="${id}"`)).toHaveLength(2);
});

it('shows where patients’ data goes, and why a place has no tag', () => {
  const page = renderHtml(REVIEW, { sections: [lineageSection()] });
  expect(page).toContain('silver.patients.ssn');
  expect(page).toContain('gold.fact_*_date_key: Joins a fact to the calendar.');
});

it('names under a rule what is excepted from it and what is unknown, beside what is compliant', () => {
  const [, evidence = ''] = /<summary>storage-bucket-versioning:[^<]*<\/summary>(.*?)<\/details>/s.exec(PAGE) ?? [];
  expect(evidence).toMatch(/<p>Findings<\/p><ul><li><code>lake\/google_storage_bucket\.b</);
  expect(evidence).toMatch(/<p>Excepted<\/p><ul><li><code>lake\/google_storage_bucket\.c</);
});

it('shows what others have to grant, only where something is asked of them', () => {
  expect(PAGE).toMatch(/<h2 id="needed">.*<td data-label="why"><div>to encrypt<\/div>/s);
  expect(renderHtml({ ...REVIEW, neededGrants: [] })).not.toContain('id="needed"');
});
