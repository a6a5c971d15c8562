import { describeEngine } from '../engines/available';
import { expectCommitted } from '../generated/expect-committed';
import { readCheckovFound } from './checkov-findings';

const RUN_MILLISECONDS = 600_000;

describeEngine('checkov', 'Checkov over the mutants of every environment', () => {
  it(
    'finds what is written down for the page, in each mutant beside its original',
    () => expectCommitted('checkov'),
    RUN_MILLISECONDS,
  );

  it('finds something: a configuration under which it finds nothing would make a table in which it loses', () => {
    expect(Object.keys(readCheckovFound().found).length).toBeGreaterThan(50);
  });
});
