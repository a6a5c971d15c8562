import { spec } from '../extracted.fixture';
import { inboxPlace, misplacedFiles } from './misplaced-files';

describe('a file in the inbox', () => {
  it.each([
    ['hospital-b/claims/x.csv', 'waiting'],
    ['hospital-b/claims/2025/x.TXT', 'waiting'],
    ['reference/cpt_codes/x.csv', 'waiting'],
    ['hospital-b/claims/x.csv.part', 'unfinished'],
    ['hospital-z/claims/.x.csv', 'unfinished'],
    ['hospital_b/claims/x.csv', 'without_feed'],
    ['Hospital-B/claims/x.csv', 'without_feed'],
    ['hospital-z/claims/x.csv', 'without_feed'],
    ['hospital-b/claim/x.csv', 'without_feed'],
    ['hospital-b/patients/x.csv', 'without_feed'],
    ['hospital-b/x.csv', 'without_feed'],
    ['x.csv', 'without_feed'],
    ['reference/cpt/x.csv', 'without_feed'],
    ['hospital-b/claims/x.xlsx', 'other_name'],
    ['hospital-b/claims/x', 'other_name'],
    ['hospital-b/claims/.trash/x.csv', 'other_name'],
  ])('%s is %s', (key, place) => expect(inboxPlace(key, spec())).toBe(place));

  it.each([
    ['shared/B_claims_202501.csv', 'waiting'],
    ['shared/B_claims_202501.pdf', 'other_name'],
    ['shared/A_claims_202501.csv', 'without_feed'],
    ['hospital-b/claims/x.csv', 'other_name'],
  ])('%s, where the feed has a path, is %s', (key, place) => {
    const from = spec();
    const hospitals = from.hospitals.map((each) => ({
      ...each,
      feeds: each.feeds.map((feed) => ({ ...feed, path: 'shared/B_{table}_{yyyymm}.*' })),
    }));
    expect(inboxPlace(key, { ...from, hospitals })).toBe(place);
  });

  it('that no feed will read is reported by folder, and no name of it is whole', () => {
    const keys = ['a', 'b', 'c', 'miller_john'].map((name) => `hospital-b/claim/${name}.csv`);
    const more = [
      'hospital-b/claims/',
      'hospital-b/claims/ok.csv',
      'hospital-b/claims/miller_john.xlsx',
      'x.csv',
      'miller_john/y.csv',
    ];
    const found = misplacedFiles([...keys, ...more], spec());
    expect(found).toEqual([
      '4 file(s) in hospital-b/claim, which no feed reads (a.csv, b.csv, c.csv and 1 more)',
      '1 file(s) in hospital-b/claims, whose feed does not take their names (miller_j….xlsx)',
      '1 file(s) in the inbox itself, which no feed reads (x.csv)',
      '1 file(s) in miller_j…, which no feed reads (y.csv)',
    ]);
    expect(found.join()).not.toContain('john');
  });
});
