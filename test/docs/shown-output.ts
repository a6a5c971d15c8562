/** A shown line as a pattern: what another run cannot repeat may differ, `…` and `...` stand for anything. */
function pattern(line: string): RegExp {
  const parts = line.trimEnd().split(/…|\.\.\./);
  const texts = parts.map((part) =>
    part
      .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll(/\d{8}t\d{6}z-\w+/g, '\\d{8}t\\d{6}z-\\w+')
      .replaceAll(/[\d.\\]+(?= (?:s|GB|MB)\b)/g, '[\\d.]+')
      // Each new resource would change it, and says nothing about the page.
      .replaceAll(/\d+(?= resources)/g, '\\d+')
      .replaceAll(/(?<=node: )\S+/g, '\\S+'),
  );
  return new RegExp(`^${texts.join('.*')}$`);
}

/** Lines that a page shows and the output does not have, or not in this order. */
export function missingIn(output: string, shown: string): string[] {
  const lines = output.split('\n').map((line) => line.trimEnd());
  let from = 0;
  return shown.split('\n').filter((line) => {
    if (/^\W*(…|\.\.\.)?\W*$/.test(line)) return false;
    const at = lines.findIndex((each, index) => index >= from && pattern(line).test(each));
    if (at < 0) return true;
    from = at + 1;
    return false;
  });
}
