import { z } from 'zod';
import { asDelivered } from './as-delivered';
import { linesProblem } from './claim-lines';
import { ALL_HOSPITALS, REFERENCE_OWNER } from './datasets';
import { contentProblems, emrProblems } from './emr-problems';
import { checkedModelOf } from './extension/checked-model';
import { dialectProblems } from './feed-dialect';
import { type FeedPlace, feedPath, pathsMeet } from './feed-path';
import { mappingProblems } from './mapping/mapping-problems';
import { postgresProblems } from './mapping/postgres-problems';
import type { Model } from './model';
import { nearestTable } from './nearest-table';
import type { ProblemCode } from './problems';
import { isLoopbackHost } from './source-host';
import type { environment, hospital } from './spec-fields';

/**
 * A check that also runs on values with other problems, so that all are reported at once; zod alone would skip it.
 * The value may then lack parts.
 */
export function evenIfInvalid<Value>(check: z.core.CheckFn<Value>): z.core.$ZodCheck<Value> {
  const always = z.check<Value>(check);
  always._zod.def.when = () => true;
  return always;
}

/** References are the group's own files: each entity once, and none that a hospital delivers. */
export function checkReferences({ value, issues }: z.core.ParsePayload<z.output<typeof environment>>): void {
  const model = checkedModelOf(value);
  const report = (code: ProblemCode, index: number, message: string, field = 'table') =>
    issues.push({
      code: 'custom',
      input: value.references,
      path: ['references', index, field],
      params: { code },
      message,
    });
  const names = (value.references ?? []).map((each) => each?.table);
  for (const [index, name] of names.entries()) {
    const found = model.entities.find((entity) => entity.name === name);
    if (!found && typeof name === 'string') report('TABLE_UNKNOWN', index, unknownTable(model, name));
    if (found && found.origin !== 'reference')
      report('TABLE_ORIGIN_WRONG', index, `"${name}" does not come as a file of the group`);
    if (names.indexOf(name) < index) report('TABLE_REPEATED', index, `"${name}" is listed twice`);
    const problem = linesProblem(model, value.references?.[index] ?? {});
    if (problem) report('LINES_UNSUITED', index, problem);
    for (const { code, message } of contentProblems(value.references?.[index], []))
      report(code, index, message, 'content');
    if (value.references?.[index]?.path !== undefined)
      report('FEED_PATH_UNSUITED', index, `files of the group are in ${REFERENCE_OWNER}/${name}/`, 'path');
    for (const { field, message } of dialectProblems(value.references?.[index] ?? {}))
      report('DIALECT_UNSUITED', index, message, field);
  }
  const refuse = (code: ProblemCode, path: readonly string[], message: string) =>
    issues.push({
      code: 'custom',
      input: value.mapping,
      path: ['mapping', ...path],
      params: { code },
      message,
    });
  for (const name of Object.keys(value.mapping ?? {}))
    if (model.entities.some((entity) => entity.name === name && entity.origin !== 'reference'))
      refuse('TABLE_ORIGIN_WRONG', [name], `${name} is of a hospital, whose own mapping says where it comes from`);
  for (const { code, path, message } of mappingProblems(model, value.mapping ?? {})) refuse(code, path, message);
}

/** A file that lies in the places of two feeds would be read by both, and archived by the first. */
export function checkPaths({ value, issues }: z.core.ParsePayload<{ hospitals: z.output<typeof hospital>[] }>): void {
  const places: (FeedPlace & { readonly at: (string | number)[] })[] = (value.hospitals ?? []).flatMap(
    (each, hospitalAt) =>
      (each?.feeds ?? []).map(({ table, path }, index) => ({
        ...{ owner: each.id, table, path },
        at: ['hospitals', hospitalAt, 'feeds', index, 'path'],
      })),
  );
  for (const [index, place] of places.entries()) {
    if (place.path !== undefined && !feedPath.safeParse(place.path).success) continue;
    const other = places.find(
      (each, at) => at !== index && (at < index || each.path === undefined) && pathsMeet(place, each),
    );
    if (place.path === undefined || !other) continue;
    const message = `a file could also belong to ${other.table} of ${other.owner}`;
    issues.push({ code: 'custom', input: place.path, path: place.at, params: { code: 'FEED_PATH_UNSUITED' }, message });
  }
}

/** Names that occur more than once. */
function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) < index))];
}

/** What is wrong with a hospital's part of the spec beyond the types of its fields. */
export const hospitalCheck = (model: Model) =>
  evenIfInvalid<z.output<typeof hospital>>((context) => {
    const spec = context.value;
    const report = (code: ProblemCode, path: (string | number)[], message: string) =>
      context.issues.push({ code: 'custom', input: spec, path, params: { code }, message });
    if (spec.id === ALL_HOSPITALS)
      report('NAME_RESERVED', ['id'], `"${ALL_HOSPITALS}" is kept for the figures of the whole group`);
    for (const name of repeated([...(spec.tables ?? []), ...(spec.feeds ?? []).map((each) => each.table)])) {
      report('TABLE_REPEATED', ['tables'], `"${name}" is listed twice`);
    }
    if (spec.emr?.tls === 'none' && !isLoopbackHost(String(spec.emr.host ?? '')))
      report('TLS_MISSING', ['emr', 'tls'], `"${spec.emr.host}" is not on this machine, and is read over TLS only`);
    if (spec.id === REFERENCE_OWNER)
      report('NAME_RESERVED', ['id'], `"${REFERENCE_OWNER}" is kept for the group's reference files`);
    for (const [index, name] of (spec.tables ?? []).entries()) {
      const found = model.entities.find((entity) => entity.name === name);
      if (!found && typeof name === 'string') report('TABLE_UNKNOWN', ['tables', index], unknownTable(model, name));
      if (found && found.origin !== 'emr')
        report('TABLE_ORIGIN_WRONG', ['tables', index], `"${name}" does not come from an EMR`);
    }
    for (const [index, each] of (spec.feeds ?? []).entries()) {
      const found = model.entities.find((entity) => entity.name === each?.table);
      if (!found && typeof each?.table === 'string')
        report('TABLE_UNKNOWN', ['feeds', index, 'table'], unknownTable(model, each.table));
      if (found?.origin === 'reference')
        report('TABLE_ORIGIN_WRONG', ['feeds', index, 'table'], `"${each.table}" does not come as a hospital's file`);
      const problem = linesProblem(model, each ?? {});
      if (problem) report('LINES_UNSUITED', ['feeds', index, 'lines'], problem);
      for (const { field, message } of dialectProblems(each ?? {}))
        report('DIALECT_UNSUITED', ['feeds', index, field], message);
    }
    for (const name of typeof spec.keyScan === 'object' ? Object.keys(spec.keyScan) : []) {
      if (!(spec.tables ?? []).includes(name))
        report('TABLE_UNKNOWN', ['keyScan', name], `"${name}" is not in the hospital's list of EMR tables`);
    }
    for (const name of Object.keys(spec.readers ?? {})) {
      if (!(spec.tables ?? []).includes(name))
        report('SPARK_READER_UNSUITED', ['readers', name], `"${name}" is not in the hospital's list of EMR tables`);
      if (spec.emr?.kind === 'mysql' && spec.emr.instance !== undefined)
        report('SPARK_READER_UNSUITED', ['readers', name], 'Spark has no connector for Cloud SQL; a step reads it');
      if (spec.emr?.kind === 'postgres')
        report('SPARK_READER_UNSUITED', ['readers', name], 'Spark reads MySQL only; a step reads PostgreSQL');
    }
    for (const { code, path, message } of emrProblems(model, spec)) report(code, [...path], message);
    const entities = model.entities.map((each) =>
      asDelivered(
        each,
        (spec.feeds ?? []).find((feed) => feed?.table === each.name),
      ),
    );
    for (const { code, path, message } of mappingProblems({ entities }, spec.mapping ?? {}))
      report(code, ['mapping', ...path], message);
    for (const { code, name, message } of unreadMappings(model, spec)) report(code, ['mapping', name], message);
    if (spec.emr?.kind === 'postgres')
      for (const { code, path, message } of postgresProblems(spec.mapping ?? {}))
        report(code, ['mapping', ...path], message);
  });

/** A mapping that nothing uses. */
type UnreadMapping = { readonly code: ProblemCode; readonly name: string; readonly message: string };

/** Mappings of tables that the hospital neither reads nor receives: nothing would ever use them. */
function unreadMappings(model: Model, spec: z.output<typeof hospital>): UnreadMapping[] {
  const used = new Set([...(spec.tables ?? []), ...(spec.feeds ?? []).map((each) => each?.table)]);
  return Object.keys(spec.mapping ?? {}).flatMap((name): UnreadMapping[] => {
    const found = model.entities.find((entity) => entity.name === name);
    if (!found || used.has(name)) return [];
    // A mistyped name of the list, which is reported itself, may stand for the mapped table.
    const isListed = [...used].every((each) => model.entities.some((entity) => entity.name === each));
    if (found.origin !== 'reference')
      return isListed
        ? [{ code: 'MAPPING_TABLE_UNREAD', name, message: `the hospital neither reads nor receives ${name}` }]
        : [];
    const message = `${name} is of the group; the mapping of the environment says where it comes from`;
    return [{ code: 'TABLE_ORIGIN_WRONG', name, message }];
  });
}

/** Each hospital of a whole spec, by the model of the spec. */
export function checkHospitals({
  value,
  issues,
}: z.core.ParsePayload<{ readonly hospitals: z.output<typeof hospital>[]; readonly model?: unknown }>): void {
  const check = hospitalCheck(checkedModelOf(value));
  for (const [index, each] of (value.hospitals ?? []).entries()) {
    const part = { value: each, issues: [] as z.core.$ZodRawIssue[] };
    check._zod.check(part);
    issues.push(...part.issues.map((issue) => ({ ...issue, path: ['hospitals', index, ...(issue.path ?? [])] })));
  }
}

/** Each id once: it names folders and datasets. */
export function checkIds({ value, issues }: z.core.ParsePayload<{ hospitals: z.output<typeof hospital>[] }>): void {
  const seen = new Set<string>();
  for (const [index, each] of (value.hospitals ?? []).entries()) {
    if (seen.has(each?.id)) {
      issues.push({
        code: 'custom',
        input: each.id,
        path: ['hospitals', index, 'id'],
        params: { code: 'HOSPITAL_ID_REPEATED' satisfies ProblemCode },
        message: `two hospitals have the id "${each.id}"`,
      });
    }
    seen.add(each?.id);
  }
}

const unknownTable = (model: Model, word: string) => `unknown table "${word}"${nearestTable(model, word)}`;
