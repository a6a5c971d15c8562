import { ENTITIES } from '../../../model/catalogue';
import type { Entity, EntityColumn, PhiClass } from '../../../model/types';
import type { SqlRow } from '../../transform/insert-rows';

/** A value of a source column that is found again wherever it goes. */
export interface Marker {
  /** `patients.first_name`; a key that several entities share stands under each of them. */
  readonly sources: readonly string[];
  readonly phi: PhiClass;
  /** As it stands in a row. Dates differ by the day. */
  readonly text: string;
}

/** Columns by which rows of different entities are joined: they hold the same value everywhere. */
const SHARED = /_id$|_code$|^npi$/;
/** Texts that rules compare with lists or patterns, or that are counted by value. */
const FIXED: Readonly<Record<string, string>> = { claim_status: 'Paid', npi: '1234567893' };

interface Marked {
  readonly column: string;
  readonly marker: Marker | null;
  readonly value: string | null;
}

/** Amounts are left out: a sum of one row is the row's amount, and amounts identify nobody. */
function isMarked({ phi, type }: EntityColumn): boolean {
  return phi !== 'none' && (type === 'STRING' || type === 'DATE');
}

const TEXTS = new Map<string, string>();

function textOf(entity: Entity, { name, type }: EntityColumn): string {
  const key = SHARED.test(name) ? name : `${entity.name}.${name}`;
  const known = TEXTS.get(key);
  if (known !== undefined) return known;
  const index = TEXTS.size;
  // No two columns have the same day, and none the first or last of a month, which aggregates use.
  const day = `20${String(20 + (index % 4))}-${String(1 + (index % 12)).padStart(2, '0')}-${String(5 + (index % 20)).padStart(2, '0')}`;
  const text = type === 'DATE' ? day : `MARK${String(index).padStart(3, '0')}Q`;
  TEXTS.set(key, text);
  return text;
}

function markedValue(entity: Entity, column: EntityColumn): Marked {
  const { name, type, phi } = column;
  const fixed = FIXED[name];
  if (fixed !== undefined) return { column: name, marker: null, value: fixed };
  if (isMarked(column) || (type === 'STRING' && SHARED.test(name))) {
    const text = textOf(entity, column);
    const marker = phi === 'none' ? null : { sources: [`${entity.name}.${name}`], phi, text };
    return { column: name, marker, value: text };
  }
  const plain = {
    STRING: 'plain',
    INT64: '1',
    NUMERIC: '10.00',
    DATE: '2021-06-15',
    TIMESTAMP: '2021-06-15 00:00:00.000000',
    BOOL: 'true',
  };
  return { column: name, marker: null, value: plain[type] };
}

/** One row of an entity that has a marker in every column about a person. */
export function markedRow(entity: Entity): SqlRow {
  return Object.fromEntries(entity.columns.map((column) => [column.name, markedValue(entity, column).value]));
}

/** Every marker of every source entity; the columns of a shared key are one. */
export function everyMarker(): Marker[] {
  const byText = new Map<string, Marker>();
  for (const entity of ENTITIES) {
    for (const column of entity.columns) {
      const { marker } = markedValue(entity, column);
      if (!marker) continue;
      const known = byText.get(marker.text);
      byText.set(marker.text, known ? { ...known, sources: [...known.sources, ...marker.sources] } : marker);
    }
  }
  return [...byText.values()];
}
