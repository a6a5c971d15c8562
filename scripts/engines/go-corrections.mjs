// Corrections to the emulator's sources, made in a copy before it is built, so that it loads parquet as BigQuery does.
// Version 0.8.1 reads a decimal as a binary fraction (988.37 becomes 988.369995117; beyond 18 digits it becomes 0) and fails on a
// load job without a schema, which BigQuery takes from the table.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runLogged } from '../run-command.mjs';
import { logFile } from './installation.mjs';

const AS_TEXT = (unscaled) => `dst.Set(reflect.ValueOf(exactDecimal(${unscaled}, t.decimal.Scale)))`;

/** Per Go module and file: each text to replace, which must occur exactly once, and what is added at the end. */
const CORRECTIONS = [
  {
    module: 'github.com/parquet-go/parquet-go',
    file: 'type_decimal.go',
    replace: [
      [
        'dst.Set(reflect.ValueOf(float32(src.int32()) / float32(math.Pow10(int(t.decimal.Scale)))))',
        AS_TEXT('big.NewInt(int64(src.int32()))'),
      ],
      [
        'dst.Set(reflect.ValueOf(float64(src.int64()) / math.Pow10(int(t.decimal.Scale))))',
        AS_TEXT('big.NewInt(src.int64())'),
      ],
      ['dst.Set(reflect.ValueOf(f))', AS_TEXT('val')],
    ],
    append: `
var _ = math.Pow10 // keeps the import in use

// exactDecimal writes unscaled / 10^scale with all its digits; the emulator's SQL engine reads the text as NUMERIC.
func exactDecimal(unscaled *big.Int, scale int32) string {
	return new(big.Rat).SetFrac(unscaled, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil)).FloatString(int(scale))
}
`,
  },
  {
    module: 'github.com/goccy/bigquery-emulator',
    file: 'server/handler.go',
    replace: [['for _, f := range load.Schema.Fields {', 'for _, f := range tableContent.Schema.Fields {']],
    append: '',
  },
];

/** What the corrections say, for the pins: a changed correction means a new build. */
export const CORRECTIONS_TEXT = JSON.stringify(CORRECTIONS);

/**
 * Copies the modules to correct into `folder`, corrects them and writes a go.mod there that takes the copies.
 * @param module the folder of the original go.mod and go.sum.
 * @param directoryOf resolves a Go module's path to the folder of its pinned version.
 * @returns the path of the new go.mod, for `go build -modfile`.
 * @throws Error if a module no longer has the text that a correction replaces.
 */
export async function writeCorrectedModules(folder, module, directoryOf) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const replacements = [];
  for (const [index, { module: path, file, replace, append }] of CORRECTIONS.entries()) {
    const copy = join(folder, `corrected-${index}`);
    const options = { logFile: logFile('go') };
    await runLogged('cp', ['-R', await directoryOf(path), copy], options);
    // Go keeps its downloads write-protected.
    await runLogged('chmod', ['-R', 'u+w', copy], options);
    let source = readFileSync(join(copy, file), 'utf8');
    for (const [wrong, right] of replace) {
      if (source.split(wrong).length !== 2)
        throw new Error(`${path}/${file} no longer has the line to correct: ${wrong}`);
      source = source.replace(wrong, () => right);
    }
    writeFileSync(join(copy, file), source + append);
    replacements.push(`replace ${path} => ${copy}\n`);
  }
  const modFile = join(folder, 'go.mod');
  writeFileSync(modFile, `${readFileSync(join(module, 'go.mod'), 'utf8')}\n${replacements.join('')}`);
  copyFileSync(join(module, 'go.sum'), join(folder, 'go.sum'));
  return modFile;
}
