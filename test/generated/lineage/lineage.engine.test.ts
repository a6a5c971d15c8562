import { ENTITIES } from '../../../model/catalogue';
import { isPlaceOf, PHI_NEEDS } from '../../../model/phi/needs';
import { NOT_IDENTIFYING_CLASSES } from '../../../model/phi/tags';
import type { PhiClass } from '../../../model/types';
import { expectCommitted } from '../expect-committed';
import { type Arrivals, followMarkers, MARKERS, placesOf as placesAmong, TABLES } from './follow-markers';
import type { Marker } from './marked-rows';

let arrivals: Arrivals;
beforeAll(async () => {
  arrivals = await followMarkers();
}, 120_000);

const placesOf = (marker: Marker) => placesAmong(marker, arrivals);

/** Identifiers of the safe-harbour method; the rest is about a person and identifies nobody alone. */
const identifies = (phi: PhiClass) => !NOT_IDENTIFYING_CLASSES.includes(phi);

it('marks every column about a person, each with its own value', () => {
  expect(new Set(MARKERS.map(({ text }) => text)).size).toBe(MARKERS.length);
  const marked = new Set(MARKERS.flatMap(({ sources }) => sources));
  const identifying = ENTITIES.flatMap((entity) =>
    entity.columns.filter(({ phi }) => identifies(phi)).map(({ name }) => `${entity.name}.${name}`),
  );
  expect(identifying.filter((column) => !marked.has(column))).toEqual([]);
});

it('follows every marker from staging to silver: the statements ran, and what is kept is where the model says', () => {
  for (const marker of MARKERS) {
    for (const source of marker.sources) {
      expect(placesOf(marker)).toContain(`silver.${source}`);
    }
  }
});

/** What arrives where no tag protects it: in columns that the model calls nobody's, in views, in reports. */
function untagged(): string[] {
  const phiOf = new Map<string, PhiClass>(
    TABLES.flatMap(({ dataset, name, columns }) =>
      columns.map((column) => [`${dataset}.${name}.${column.name}`, column.phi] as const),
    ),
  );
  const tables = [...arrivals.keys()].filter((place) => (phiOf.get(place) ?? 'none') === 'none');
  const views = MARKERS.filter(({ phi }) => identifies(phi)).flatMap((marker) =>
    placesOf(marker).filter((place) => place.startsWith('reporting.')),
  );
  return [...new Set([...tables, ...views])];
}

it('carries nothing of a person to a place without a tag, a mask or a need', () => {
  const without = untagged().filter((place) => !PHI_NEEDS.some((need) => isPlaceOf(need, place)));
  expect(
    without.map((place) => `${[...(arrivals.get(place) ?? [])].map(({ sources }) => sources.join(' = '))} -> ${place}`),
  ).toEqual([]);
});

it('states no need that nothing has', () => {
  const places = untagged();
  expect(PHI_NEEDS.filter((need) => !places.some((place) => isPlaceOf(need, place)))).toEqual([]);
});

it('brings no identifier of a patient into any report or view, need or not', () => {
  const named = MARKERS.filter(({ phi }) => identifies(phi) && phi !== 'date');
  const shown = named.flatMap((marker) => placesOf(marker).filter((place) => /^report(ing)?\./.test(place)));
  expect(named.length).toBeGreaterThan(8);
  expect(shown).toEqual([]);
});

it('is what the model says', () => expectCommitted('lineage'));
