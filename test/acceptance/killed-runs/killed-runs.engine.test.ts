import { runsOf } from '../../long-runs';
import { differences } from './everything';
import { type Killing, openKilling } from './killing';
import { KILLS_OF_CHAIN, MOMENTS } from './moments';

/** Kills. Measured: 3.5 s of a processor for each, with the runs that are left in peace. */
const KILLS = { share: 30, long: 240 } as const;
const CHAIN_MILLISECONDS = 180_000;

describe('runs that are killed', () => {
  const chains = Array.from({ length: runsOf(KILLS) / KILLS_OF_CHAIN }, (_, place) => place);
  let killing: Killing;
  beforeAll(async () => {
    killing = await openKilling();
  }, CHAIN_MILLISECONDS);
  afterAll(() => killing?.remove());

  it('are compared with a second day that has something of everything', () => {
    const rows = (place: string, word = '') => killing.secondDay[place]?.filter((row) => row.includes(word)) ?? [];
    expect(rows('silver.claims__superseded')).not.toEqual([]);
    expect(rows('bronze_hospital_b.transactions', '"_op":"D"')).not.toEqual([]);
    expect(rows('quarantine.claims', '"_raw_line":"nor|this"')).toHaveLength(1);
    expect(rows('quarantine.claims', '"_raw_line":null')).not.toEqual([]);
    expect(rows('archive')).toHaveLength(9);
    expect(rows('archive', 'the run')).toHaveLength(1);
  });

  it.each(chains)(
    'leave everything as an undisturbed run does, once one ends (chain %i)',
    async (place) => {
      const { story, found, undisturbed } = await killing.chain(place);
      expect({ story, differences: differences(undisturbed, found) }).toEqual({ story, differences: {} });
    },
    CHAIN_MILLISECONDS,
  );

  it('were killed at each of the moments, inside a step, and half of them were resumed', () => {
    const { hit, kills, resumed } = killing.counts;
    expect(kills).toBe(runsOf(KILLS));
    expect(MOMENTS.map(({ name }) => name).filter((name) => !hit.has(name))).toEqual([]);
    expect(resumed).toBe(kills / 2);
  });
});
