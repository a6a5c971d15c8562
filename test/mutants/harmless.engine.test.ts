import { allMutants } from './all-mutants';
import { harmlessChangesOf } from './harmless';
import { sampleOf, weakeningOf } from './sample';

/** Fewer would mean that something is no longer changed. */
const CHANGES = 1_000;
const JUDGING_MILLISECONDS = 180_000;

describe('a harmless change', () => {
  const { estates } = allMutants();
  const changes = sampleOf(estates, harmlessChangesOf);

  it(
    'raises no alarm, of whichever kind and in whichever resource',
    () => {
      expect(changes.length).toBeGreaterThan(CHANGES);
      const alarms = changes.flatMap((change) =>
        change.estate
          .reported(change)
          .map((finding) => `${weakeningOf(change)}: ${finding.ruleId}: ${finding.message}`),
      );
      expect([...new Set(alarms)]).toEqual([]);
    },
    JUDGING_MILLISECONDS,
  );

  it.each([
    'other words',
    'one label more',
    'stronger',
    'one more',
    'as a list with one',
    'in another order',
    'as text',
  ])('is tried: %s', (what) => {
    expect(changes.filter((change) => change.what === what).length).toBeGreaterThan(0);
  });
});
