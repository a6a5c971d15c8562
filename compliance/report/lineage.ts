import { PHI_LINEAGE } from '../../model/phi/lineage';
import { isPlaceOf, PHI_NEEDS } from '../../model/phi/needs';
import type { ExtraSection } from './html';

function untagged(places: readonly string[]): string {
  const needs = PHI_NEEDS.filter((need) => places.some((place) => isPlaceOf(need, place)));
  return needs.map(({ place, need }) => `${place}: ${need}`).join(' ');
}

/** Where the columns about persons go, for the page of an environment of this platform. */
export function lineageSection(): ExtraSection {
  return {
    id: 'lineage',
    title: 'Where patients’ data goes',
    note:
      'By running every statement over rows with a mark in each column about a person, and looking where the marks arrive. Landing ' +
      'files and staging hold every column of the source, and the archive its original files; their buckets and datasets are labelled ' +
      'as PHI. The dashboard and kpis.json hold none of these columns. Amounts are not followed: sums hold them.',
    head: ['source column', 'class', 'arrives in', 'without a tag, and why'],
    rows: PHI_LINEAGE.map(({ sources, phi, places }) => [
      sources.join(', '),
      phi.replaceAll('_', ' '),
      places.join(', '),
      untagged(places),
    ]),
  };
}
