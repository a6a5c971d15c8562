import { expectCommitted } from '../generated/expect-committed';
import { foundByCheckovAlone } from '../generated/pages/mutants-page';
import { leavesOf } from '../schema/resource-leaves';
import { acceptanceOf, needless } from './acceptance';
import { ACCEPTED, ACCEPTED_OF_CHECKOV } from './accepted';
import { readCheckovFound } from './checkov-findings';
import { NEUTRAL, REMOVABLE } from './classification';
import { type JudgedMutants, judgedMutants } from './judged-mutants';
import { neutralityOf } from './mutants-of';
import { keyOf, type Outcome, unreportedOf } from './outcomes';

/** Fewer would mean that something is no longer weakened. */
const MUTANTS = 3_500;
const JUDGING_MILLISECONDS = 180_000;
const found = readCheckovFound();

describe('every mutant of the synthesized stacks', () => {
  let judged: JudgedMutants;
  let outcomes: readonly Outcome[];

  beforeAll(() => {
    judged = judgedMutants();
    outcomes = judged.outcomes;
  }, JUDGING_MILLISECONDS);

  it('is reported by a rule, or accepted with a reason', () => {
    expect(judged.mutants.length).toBeGreaterThan(MUTANTS);
    const left = unreportedOf(outcomes).filter((outcome) => !acceptanceOf(ACCEPTED, outcome));
    expect(left.map((outcome) => `${keyOf(outcome)}: ${outcome.unreported}`)).toEqual([]);
  });

  it('is not accepted when it is reported', () => {
    expect(needless(ACCEPTED, unreportedOf(outcomes))).toEqual([]);
  });

  it('that Checkov finds is reported, or accepted with a reason of its own', () => {
    const alone = outcomes.filter((outcome) => foundByCheckovAlone(outcome, found) > 0);
    const left = alone.filter((outcome) => !acceptanceOf(ACCEPTED_OF_CHECKOV, outcome));
    expect(left.map((outcome) => `${keyOf(outcome)}: ${found.found[keyOf(outcome)]?.checks}`)).toEqual([]);
    expect(needless(ACCEPTED_OF_CHECKOV, alone)).toEqual([]);
  });

  it('is one that Checkov was asked about, as its engine test writes down', () => {
    const keys = new Set(outcomes.map(keyOf));
    expect(Object.keys(found.found).filter((key) => !keys.has(key))).toEqual([]);
  });

  it('stands on the page', () => expectCommitted('mutants'));

  it('is left out only where a class of places says so that is in use, and every other place has one', () => {
    const places = new Set(
      judged.resources.flatMap(({ type, id, body }) =>
        leavesOf({ type, id, attributes: body }).map(({ place }) => place),
      ),
    );
    const types = new Set(judged.resources.map(({ type }) => type));
    expect(NEUTRAL.filter(({ places: each }) => ![...places].some((place) => each.test(place)))).toEqual([]);
    expect(REMOVABLE.filter(({ places: each }) => ![...types].some((type) => each.test(type)))).toEqual([]);
    const weakened = new Set(judged.mutants.map(({ place }) => place));
    const isWeakened = (place: string) => [...weakened].some((each) => place === each || place.startsWith(`${each}.`));
    expect([...places].filter((place) => !neutralityOf(place) && !isWeakened(place))).toEqual([]);
  });
});
