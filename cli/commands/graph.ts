import { type Command, Option } from 'commander';
import { type Execution, executionsOf } from '../../model/executions';
import { graph, type Step } from '../../model/graph';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findEnvironment } from '../environment/find-environment';
import { data, json, say } from '../output/output';

/** `rcm graph`: the steps, what each waits for, and the execution that it shares with others in the cloud. */
export function define(command: Command): void {
  withEnvironment(command)
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json', 'mermaid']).default('text'))
    .action(async (options: EnvironmentCommandOptions & { format: 'text' | 'json' | 'mermaid' }) => {
      const steps = graph((await findEnvironment(options, say)).spec);
      if (options.json || options.format === 'json') json(steps);
      else data(options.format === 'mermaid' ? mermaid(steps) : list(steps));
    });
  withExamples(command, [
    'rcm graph --env sunrise-dev',
    'rcm graph --env sunrise-dev --format mermaid > graph.mmd',
    "rcm graph --env sunrise-dev --json | jq -r '.[].id'",
  ]);
}

/** A Mermaid flowchart with a box for each hospital, and in it one for each execution around the steps that share it. */
export function mermaid(steps: readonly Step[]): string {
  const name = new Map(steps.map(({ id }, index) => [id, `s${index}`]));
  const executions = executionsOf(steps);
  const nodes = (ids: readonly string[], indent: string) => ids.map((id) => `${indent}${name.get(id)}["${id}"]`);
  const box = ({ id, steps: ids }: Execution, indent: string) =>
    ids.length === 1
      ? nodes(ids, indent)
      : [
          `${indent}subgraph x${executions.findIndex((each) => each.id === id)}["${id}"]`,
          ...nodes(ids, `${indent}  `),
          `${indent}end`,
        ];
  const owners = [...new Set(steps.flatMap(({ hospitalId }) => hospitalId ?? []))];
  const of = (owner: string | null) => executions.filter(({ hospitalId }) => hospitalId === owner);
  return [
    'flowchart LR',
    ...owners.flatMap((owner, index) => [
      `  subgraph h${index}["${owner}"]`,
      ...of(owner).flatMap((each) => box(each, '    ')),
      '  end',
    ]),
    ...of(null).flatMap((each) => box(each, '  ')),
    ...steps.flatMap((step) => step.needs.map((need) => `  ${name.get(need)} --> ${name.get(step.id)}`)),
  ].join('\n');
}

/** Each step under its whole id, which `rcm step` and `--from` take. */
function list(steps: readonly Step[]): string {
  return steps
    .flatMap(({ id, workload, execution, needs, runsWhen, retries }) => {
      // The last steps wait for all others; those names would fill the screen.
      const before = needs.length > 3 ? `${needs.length} steps` : needs.join(', ');
      const when = runsWhen === 'all_settled' ? 'have ended' : 'succeeded';
      return [
        id,
        ...(needs.length > 0 ? [`  when ${before} ${when}`] : []),
        `  runs as ${workload} in ${execution}, ${retries === 1 ? '1 retry' : `${retries} retries`}`,
      ];
    })
    .join('\n');
}
