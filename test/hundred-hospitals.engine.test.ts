import { readEstate, review } from '../compliance';
import { ClaimsInbox, Emr, Hospital, type RcmEnvironment } from '../stacks';
import { physicalNamesOf } from './physical-names';
import { synthesizeSamples } from './synthesized-environments';

const HOSPITALS = 100;
const SYNTHESIS_MILLISECONDS = 60_000;
/** Of the processor, so that a busy machine changes little. */
const REVIEW_SECONDS = 3;

function addHospital(environment: RcmEnvironment, id: string, number: number): void {
  const emr =
    number % 2 === 0
      ? Emr.cloudSql()
      : Emr.existingMySql({ host: `10.21.${number}.5`, database: 'emr', certificateAuthority: 'private' });
  new Hospital(environment, id, { emr, claims: ClaimsInbox.monthlyCsv() });
}

describe(`two environments with ${HOSPITALS} hospitals each`, () => {
  const { stacks, outdir } = synthesizeSamples((environment) => {
    for (let number = 3; number <= HOSPITALS; number += 1) addHospital(environment, `hospital-${number}`, number);
  });

  it(
    `are reviewed in at most ${REVIEW_SECONDS} s of processor time each`,
    () => {
      const estate = readEstate(outdir, { environment: 'sunrise-prod' });
      const started = process.cpuUsage();
      const reviewed = review(estate, { asOf: '2026-01-01' });
      const { user, system } = process.cpuUsage(started);
      expect(Object.keys(reviewed.resourceCountByStack).length).toBeGreaterThan(HOSPITALS);
      expect((user + system) / 1_000_000).toBeLessThan(REVIEW_SECONDS);
    },
    SYNTHESIS_MILLISECONDS,
  );

  it(
    'share no physical name within the space in which it must be unique',
    () => {
      expect(stacks.filter(({ name }) => name.includes('-hospital-'))).toHaveLength(2 * HOSPITALS);
      const owners = new Map<string, string>();
      const repeated: string[] = [];
      for (const stack of stacks) {
        for (const { address, name } of physicalNamesOf(stack)) {
          const owner = owners.get(name);
          if (owner) repeated.push(`${name}: ${owner} and ${address}`);
          owners.set(name, address);
        }
      }
      expect(owners.size).toBeGreaterThan(6000);
      expect(repeated).toEqual([]);
    },
    SYNTHESIS_MILLISECONDS,
  );
});

describe('a hospital', () => {
  const synthesizeWith = (...ids: string[]) =>
    synthesizeSamples((environment) => {
      for (const id of ids) addHospital(environment, id, 4);
    });
  const without = synthesizeWith('hospital-d');
  const withIt = synthesizeWith('hospital-c', 'hospital-d');
  const texts = ({ stacks }: typeof without) => Object.fromEntries(stacks.map(({ name, text }) => [name, text]));

  it('changes no other stack, not by a byte, when it is added before another or taken out again', () => {
    const { 'sunrise-dev-hospital-c': dev, 'sunrise-prod-hospital-c': prod, ...others } = texts(withIt);
    expect([dev, prod]).toEqual([expect.any(String), expect.any(String)]);
    expect(Object.keys(others)).toContain('sunrise-dev-hospital-d');
    expect(others).toEqual(texts(without));
  });
});
