import { table } from '../../../cli/output/markdown-table';
import type { ConstructErrorCode } from '../../../constructs';
import * as constructs from '../../../constructs';
import { ERRORS } from '../../../model/errors/registry';
import type { ConstructExample } from './construct-examples';
import {
  type DescribedConstruct,
  type DescribedMember,
  type DescribedType,
  describeConstructs,
  describePassedTypes,
} from './construct-sources';

/** Longer values are looked up by their name. */
const LONGEST_VALUE = 80;
const CONSTANT = /^[A-Z][A-Z0-9_]+(\.\w+)*/;

/** What each construct is for, what it takes, what it gives, how it can be used wrongly, and examples that run. */
export function constructsPage(): string {
  const described = describeConstructs();
  const contents = table(
    ['construct', 'what'],
    described.map(({ name, purpose }) => [`[${name}](#${name.toLowerCase()})`, firstSentence(purpose)]),
  );
  return `${[
    '# Constructs',
    "You can use each construct alone, in any stack of cdktf: `import { PhiBucket } from 'rcm-platform/constructs'`. They take objects rather than text: a key with its location, a place in a network, an identity, a bucket. Pass the resource itself if it is in the same stack; refer to one of another stack by its computed name.",
    contents,
    ...described.map(constructSection),
    '## Types of their props',
    ...describePassedTypes().map(typeSection),
  ].join('\n\n')}\n`;
}

function constructSection({ name, purpose, props, members, errors, examples }: DescribedConstruct): string {
  return [
    `## ${name}`,
    purpose,
    table(
      ['prop', 'type', 'default', 'meaning'],
      props.members.map((prop) => [`\`${prop.name}\``, code(prop.type), defaultOf(prop), prop.meaning]),
    ),
    table(
      ['member', 'type', 'meaning'],
      members.map((member) => [`\`${member.name}\``, code(member.type), member.meaning]),
    ),
    ...(errors.length > 0
      ? [
          table(
            ['error', 'what to do'],
            errors.map((error) => [`\`${error}\``, ERRORS[error as ConstructErrorCode].fix]),
          ),
        ]
      : []),
    ...examples.map(exampleBlock),
  ].join('\n\n');
}

/** As a user of the package writes it. */
function exampleBlock({ meaning, text }: ConstructExample): string {
  const program = text.replace("'../index'", "'rcm-platform/constructs'").replace(/^\/\*\* .* \*\/\n/m, '');
  return `${meaning}\n\n\`\`\`ts\n${program.trim()}\n\`\`\``;
}

function typeSection({ name, meaning, members, alias }: DescribedType): string {
  return [
    `### ${name}`,
    ...(meaning ? [meaning] : []),
    ...(alias ? [code(alias)] : []),
    ...(members.length > 0
      ? [
          table(
            ['field', 'type', 'default', 'meaning'],
            members.map((member) => [`\`${member.name}\``, code(member.type), defaultOf(member), member.meaning]),
          ),
        ]
      : []),
  ].join('\n\n');
}

/** The value of the constant that `@default` names, and the name; words as they are. */
function defaultOf({ name, optional, defaultText }: DescribedMember): string {
  if (!optional) return 'required';
  if (!defaultText) throw new Error(`${name} is optional and says no @default`);
  const constant = CONSTANT.exec(defaultText)?.[0];
  if (!constant) return defaultText;
  const value = JSON.stringify(constantValue(constant));
  const shown = value.length <= LONGEST_VALUE ? `${code(value)}, ` : '';
  return `${shown}\`${constant}\`${defaultText.slice(constant.length)}`;
}

/** @throws Error when the constructs export no such constant */
function constantValue(path: string): unknown {
  const value = path.split('.').reduce<unknown>((from, key) => (from as Record<string, unknown>)?.[key], constructs);
  if (value === undefined) throw new Error(`@default names ${path}, which the constructs do not export`);
  return value;
}

/** A type may hold backticks of its own. */
function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function firstSentence(text: string): string {
  return `${text.split(/\. (?=[A-Z])|: (?=[A-Z])/)[0]?.replace(/\.$/, '')}`;
}
