import { shownFile } from './shown-file';

describe('shownFile', () => {
  it.each([
    ['hospital-a/claims/claims_2025_01_smith_john.csv', 'claims_2….csv'],
    ['january.csv', 'january.csv'],
    ['reports/miller/12345678.CSV', '12345678.CSV'],
    ['no ending at all', 'no endin…'],
    ['.csv', '.csv'],
    ['claims.2025.01.smith.csv.of-john-smith', 'claims.2….of-john-…'],
    ['Ménière_patients.csv', 'Ménière_….csv'],
    ['a\nb\u001b[31m.csv', 'a?b?[31m.csv'],
    [
      '\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}\u{1f600}.csv',
      `${'\u{1f600}'.repeat(8)}….csv`,
    ],
  ])('shows %j as %j', (key, shown) => expect(shownFile(key)).toBe(shown));
});
