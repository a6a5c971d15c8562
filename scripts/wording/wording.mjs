// `npm run wording`: lowers the committed counts of retired phrases to what is left, never raises one. With --check it writes nothing and
// fails where a count differs, so that each number stays true. With --places ROOM it lists what is left there.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { placesOf } from './count-phrases.mjs';
import { RETIRED } from './retired-phrases.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean' }, places: { type: 'string' } },
});
const root = positionals[0] ?? fileURLToPath(new URL('../..', import.meta.url));
const COUNTS = join(root, 'scripts/wording/counts.txt');
const HEAD =
  '# How often each retired phrase is left, by folder. `npm run wording` lowers the numbers; they never rise.\n';

/** `[room]`, then a line `number phrase` each; rooms apart, so that two people who lower two rooms do not meet. */
function written(counts) {
  const rooms = Object.keys(counts).sort();
  return `${HEAD}${rooms.map((room) => `\n[${room}]\n${lines(counts[room])}`).join('')}`;
}
function lines(ofRoom) {
  return Object.keys(ofRoom)
    .sort()
    .map((phrase) => `${ofRoom[phrase]} ${phrase}\n`)
    .join('');
}
/** Reads the marks of a merge conflict too, the higher number of both sides: running this again resolves it. */
function read(text) {
  const counts = {};
  let room;
  for (const line of text.split('\n')) {
    const [, opened] = /^\[(.+)\]$/.exec(line) ?? [];
    if (opened) room = counts[opened] = {};
    const [, count, phrase] = /^(\d+) (.+)$/.exec(line) ?? [];
    if (count) room[phrase] = Math.max(room[phrase] ?? 0, Number(count));
  }
  return counts;
}

const places = placesOf(root);
if (values.places !== undefined) {
  for (const { phrase, use } of RETIRED) {
    for (const place of places[values.places]?.[phrase] ?? [])
      process.stdout.write(`${place}  "${phrase}" -> ${use}\n`);
  }
} else {
  const first = !existsSync(COUNTS);
  const committed = first ? {} : read(readFileSync(COUNTS, 'utf8'));
  const counted = {};
  const complaints = [];
  for (const [room, phrases] of Object.entries(places)) {
    counted[room] = {};
    for (const { phrase, use } of RETIRED) {
      const found = phrases[phrase] ?? [];
      const allowed = first ? found.length : (committed[room]?.[phrase] ?? 0);
      const kept = Math.min(found.length, allowed);
      if (kept > 0) counted[room][phrase] = kept;
      if (found.length > allowed) {
        complaints.push(`${room}: "${phrase}" ${found.length} times, at most ${allowed}. Write instead: ${use}`);
        complaints.push(...found.map((place) => `  ${place}`));
      }
    }
  }
  const text = written(counted);
  if (!values.check) writeFileSync(COUNTS, text);
  else if (complaints.length === 0 && (first || readFileSync(COUNTS, 'utf8') !== text)) {
    complaints.push(
      'Fewer retired phrases are left than scripts/wording/counts.txt says: run npm run wording and commit it.',
    );
  }
  if (complaints.length > 0) {
    process.stderr.write(`${complaints.join('\n')}\n`);
    process.exitCode = 1;
  }
}
