import { readdirSync } from 'node:fs';
import { Command } from 'commander';
import { COMMANDS, loadCommand } from './registry';

const FILES = readdirSync(__dirname)
  .filter((file) => /^[a-z-]+\.ts$/.test(file) && file !== 'registry.ts')
  .map((file) => file.slice(0, -'.ts'.length));

it('lists every file of the folder, and nothing else', () => {
  expect(COMMANDS.map(({ name }) => name).sort()).toEqual(FILES.sort());
});

it.each(COMMANDS)(
  '$name defines its options, and begins its summary with a verb in lower case',
  ({ name, summary }) => {
    const command = new Command(name);
    loadCommand(name).define(command);
    expect(command.options.length).toBeGreaterThan(0);
    expect(summary).toMatch(/^[a-z]+ .*[^.]$/);
  },
);
