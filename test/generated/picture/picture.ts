import { instance } from '@viz-js/viz';
import { dotOf, type GraphEdge, type GraphNode, withDrawnLetters } from './graph';

const FONT = 'Helvetica,Arial,sans-serif';
const MARGIN = 24;
const TITLE = 26;
const NOTE = 20;

/** One graph of the picture, with its heading and a sentence below that. */
export interface Panel {
  readonly title: string;
  readonly note: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** The panels below one another as one SVG. */
export async function drawPicture(panels: readonly Panel[]): Promise<string> {
  const viz = await instance();
  const drawn = panels.map((panel) => ({
    ...panel,
    ...sized(viz.renderString(dotOf(panel.nodes, panel.edges), { format: 'svg' })),
  }));
  const width = Math.max(...drawn.map((panel) => panel.width)) + 2 * MARGIN;
  let top = MARGIN;
  const parts = drawn.map(({ title, note, svg, height }) => {
    const part = [
      `<text x="${MARGIN}" y="${top + TITLE - 8}" font-family="${FONT}" font-size="20" font-weight="bold">${title}</text>`,
      `<text x="${MARGIN}" y="${top + TITLE + NOTE - 6}" font-family="${FONT}" font-size="12" fill="#444444">${note}</text>`,
      svg.replace('<svg ', `<svg x="${MARGIN}" y="${top + TITLE + NOTE + 4}" `),
    ];
    top += TITLE + NOTE + height + MARGIN;
    return part.join('\n');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${top}" viewBox="0 0 ${width} ${top}">`,
    `<rect width="${width}" height="${top}" fill="#ffffff"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

/** Graphviz's picture without its prologue, with its size in points as pixels. */
function sized(text: string): { svg: string; width: number; height: number } {
  const svg = withDrawnLetters(text)
    .slice(text.indexOf('<svg'))
    .replace(/<!--[\s\S]*?-->\n?/g, '')
    .trim();
  const [, width = '0', height = '0'] = /width="(\d+)pt" height="(\d+)pt"/.exec(svg) ?? [];
  return {
    svg: svg.replace(/width="(\d+)pt" height="(\d+)pt"/, 'width="$1" height="$2"'),
    width: Number(width),
    height: Number(height),
  };
}
