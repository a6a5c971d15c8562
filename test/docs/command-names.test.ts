import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { COMMANDS, loadCommand } from '../../cli/commands/registry';
import { blocksOf, commandLines, PAGES, proseOf } from './blocks';

const ROOT = join(__dirname, '..', '..');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
/** npm's own commands that pages name. */
const OF_NPM = new Set(['ci', 'install', 'pack', 'start', 'test']);

/** Every command line that a page shows: those of its blocks, and those among its sentences. */
function shownCommands(page: string): string[] {
  const inBlocks = blocksOf(page).filter(({ info }) => info === 'sh' || info.startsWith('sh '));
  const inProse = [...proseOf(page).matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
  return [
    ...inBlocks.flatMap(commandLines),
    ...inProse.filter((span) => /^([A-Z_]+=\S+ )*(npx|npm|rcm|\.\/rcm|node) /.test(span)),
  ];
}

/** The options of a command, by name. */
function optionsOf(name: string): string[] {
  const command = new Command(name);
  if (COMMANDS.some((entry) => entry.name === name)) loadCommand(name).define(command);
  return ['--help', ...command.options.map((option) => option.long ?? '')];
}

/** What is wrong with a command line: names that do not exist. */
function unknownIn(line: string): string[] {
  return line.split(/\s*(?:&&|\||;)\s*/).flatMap((part) => {
    const rcm = /(?:^|\s|\.\/)rcm(?:-platform)? ([a-z][a-z-]*)(.*)$/.exec(part);
    if (rcm) {
      const [, name = '', rest = ''] = rcm;
      if (name === 'help') return [];
      if (!COMMANDS.some((command) => command.name === name)) return [`rcm ${name}`];
      const known = optionsOf(name);
      const flags = [...rest.matchAll(/(?:^|\s)(--[a-z-]+)/g)].map((match) => match[1] ?? '');
      return flags.filter((flag) => !known.includes(flag)).map((flag) => `rcm ${name} ${flag}`);
    }
    const script = /(?:^|\s)npm run ([a-z:-]+)/.exec(part)?.[1];
    if (script) return Object.hasOwn(scripts, script) ? [] : [`npm run ${script}`];
    const npm = /(?:^|\s)npm ([a-z]+)/.exec(part)?.[1];
    if (npm) return OF_NPM.has(npm) ? [] : [`npm ${npm}`];
    const file = /(?:^|\s)(?:node|npx jest) ((?!dist|node_modules|-)[\w./-]+)/.exec(part)?.[1];
    return file && !existsSync(join(ROOT, file)) ? [file] : [];
  });
}

it('finds commands, options and scripts that do not exist', () => {
  expect(['npx rcm runn', './rcm runn', 'npx rcm-platform runn'].flatMap(unknownIn)).toEqual(Array(3).fill('rcm runn'));
  expect(unknownIn('RCM_ENV=a rcm run --ful | head')).toEqual(['rcm run --ful']);
  expect(unknownIn('npm run buld && npm tset && node scripts/gone.mjs')).toEqual([
    ...['npm run buld', 'npm tset', 'scripts/gone.mjs'],
  ]);
  expect(unknownIn('npx rcm hospital add x --env y --mysql-host z && npm run build')).toEqual([]);
});

it.each(PAGES)('%s names only commands, options and scripts that there are', (page) => {
  expect(shownCommands(page).flatMap(unknownIn)).toEqual([]);
});
