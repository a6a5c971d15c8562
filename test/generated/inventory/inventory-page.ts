import { createHash } from 'node:crypto';
import { META_ARGUMENTS } from '../../schema/provider-schema';
import type { Attributes, SynthesizedResource, SynthesizedStack } from '../../synthesized-stack';

/** Texts of no consequence to what is allowed, kept or paid. */
const LEFT_OUT = new Set([
  'description',
  'labels',
  'user_labels',
  'documentation',
  'title',
  'content_type',
  'display_name',
]);
/** Types that have no other name. */
const KNOWN_BY_DISPLAY_NAME = /^google_(monitoring|data_catalog|billing)/;
/** Texts of pages: a reviewer reads them where they are made; here only that they changed. */
const LONGEST_VALUE = 240;
/** What is longer has a line per value. */
const LONGEST_LINE = 200;
const DIGEST_CHARACTERS = 8;
/** Of Terraform's own arguments: what protects a resource. */
const LIFECYCLE = ['prevent_destroy', 'ignore_changes', 'create_before_destroy'];

/**
 * What an environment consists of, one line per resource or value, so that the difference of this page is the difference that a change makes:
 * counts by stack and type, then every value that matters by address.
 */
export function inventoryPage(environment: string, stacks: readonly SynthesizedStack[]): string {
  const total = stacks.reduce((sum, stack) => sum + stack.resources().length, 0);
  return [
    `# Inventory of ${environment}`,
    '',
    'Each resource of the synthesized stacks by its address, with what it is set to.',
    'Labels and descriptions are left out, long texts are digests, `<type.id>` is a reference inside the stack.',
    '',
    '| stack | resources |',
    '| --- | --- |',
    ...stacks.map((stack) => `| ${stack.name} | ${stack.resources().length} |`),
    `| together | ${total} |`,
    '',
    ...stacks.flatMap(stackSection),
  ].join('\n');
}

function stackSection(stack: SynthesizedStack): string[] {
  const byType = new Map<string, SynthesizedResource[]>();
  for (const resource of stack.resources()) byType.set(resource.type, [...(byType.get(resource.type) ?? []), resource]);
  const types = [...byType].sort(([one], [other]) => (one < other ? -1 : 1));
  return [
    `## ${stack.name}`,
    '',
    `\`${JSON.stringify((stack.section('terraform') as { backend: unknown }).backend)}\``,
    '',
    ...types.flatMap(([type, resources]) => [
      `### ${type}: ${resources.length}`,
      '',
      ...resources.map(entry).sort(),
      '',
    ]),
  ];
}

function entry({ type, id, attributes }: SynthesizedResource): string {
  const lifecycle = (attributes['lifecycle'] ?? {}) as Attributes;
  const values = [
    ...Object.entries(attributes)
      .filter(([name]) => !META_ARGUMENTS.has(name))
      .flatMap(([name, value]) => shownValues(type, name, value)),
    ...LIFECYCLE.filter((name) => lifecycle[name] !== undefined).map(
      (name) => `${name}=${JSON.stringify(lifecycle[name])}`,
    ),
  ];
  const line = `- ${id}: ${values.join(', ')}`;
  return line.length <= LONGEST_LINE ? line : [`- ${id}:`, ...values.map((value) => `  - ${value}`)].join('\n');
}

/** `place=value` for a value and whatever is inside it. */
function shownValues(type: string, place: string, value: unknown): string[] {
  const name = place.split('.').at(-1) ?? '';
  if (value === null || value === undefined) return [];
  if (LEFT_OUT.has(name) && !(name === 'display_name' && KNOWN_BY_DISPLAY_NAME.test(type))) return [];
  if (Array.isArray(value)) {
    if (value.every((each) => typeof each !== 'object')) return [`${place}=[${value.map(shownText).join(' ')}]`];
    return value.flatMap((each, index) => shownValues(type, value.length > 1 ? `${place}.${index}` : place, each));
  }
  if (typeof value === 'object') {
    const entries = Object.entries(value);
    return entries.length === 0
      ? [place]
      : entries.flatMap(([key, each]) => shownValues(type, `${place}.${key}`, each));
  }
  return [`${place}=${name === 'schema' ? shownSchema(String(value)) : shownText(value)}`];
}

function shownText(value: unknown): string {
  const text = String(value).replace(/(?<!\$)\$\{(google_\w+\.[\w-]+)\.\w+\}/g, '<$1>');
  return text.length > LONGEST_VALUE || text.includes('\n') ? digest(text) : text;
}

/** A table's columns are in the data dictionary; which of them carry a policy tag is not. */
function shownSchema(text: string): string {
  const columns = JSON.parse(text) as { name: string; policyTags?: unknown }[];
  const tagged = columns.filter(({ policyTags }) => policyTags).map(({ name }) => name);
  return `${columns.length} columns ${digest(text)}${tagged.length > 0 ? ` tagged ${tagged.join(' ')}` : ''}`;
}

function digest(text: string): string {
  return `#${createHash('sha256').update(text).digest('hex').slice(0, DIGEST_CHARACTERS)}`;
}
