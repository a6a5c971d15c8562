/** A graph in the language of Graphviz. */
export interface GraphNode {
  readonly id: string;
  /** Lines of text, the first in bold. */
  readonly lines: readonly string[];
  readonly kind: keyof typeof LOOKS;
}
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind?: 'starts' | 'both';
}

const FONT = 'Helvetica,Arial,sans-serif';
/**
 * Boxes are laid out for letters of these sizes and drawn with smaller ones: Graphviz knows the widths of Helvetica, a reader may have
 * a wider font in its place.
 */
const LAID_OUT = { title: 16.5, small: 13 } as const;
const DRAWN: Readonly<Record<string, string>> = { '16.50': '12', '13.00': '10' };
const LOOKS = {
  stack: 'shape=box style="rounded,filled" fillcolor="#f4f6fa" color="#5b6b8c"',
  source: 'shape=box style="filled" fillcolor="#fdebd3" color="#b36b00"',
  bucket: 'shape=cylinder style="filled" fillcolor="#dcebfb" color="#2b6cb0"',
  dataset: 'shape=cylinder style="filled" fillcolor="#dff3e4" color="#2f7d46"',
  workload: 'shape=box style="rounded,filled" fillcolor="#ffffff" color="#333333" penwidth=1.6',
  people: 'shape=ellipse style="filled" fillcolor="#efe3f7" color="#6b3fa0"',
} as const;
const EDGES = {
  flow: 'color="#444444"',
  both: 'color="#444444" dir=both',
  starts: 'color="#999999" style=dashed constraint=false',
} as const;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const quoted = (id: string) => JSON.stringify(id);

function label([title = '', ...lines]: readonly string[]): string {
  const small = lines.map(
    (line) => `<br align="left"/><font point-size="${LAID_OUT.small}" color="#444444">${escaped(line)}</font>`,
  );
  return `<<b>${escaped(title)}</b>${small.join('')}${small.length > 0 ? '<br align="left"/>' : ''}>`;
}

/** Graphviz's picture with the letters as they are drawn. */
export function withDrawnLetters(svg: string): string {
  return svg.replace(/font-size="([\d.]+)"/g, (whole, size: string) =>
    DRAWN[size] ? `font-size="${DRAWN[size]}"` : whole,
  );
}

/** The graph as Graphviz reads it, from left to right. */
export function dotOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): string {
  const node = ({ id, lines, kind }: GraphNode) => `${quoted(id)} [label=${label(lines)} ${LOOKS[kind]}];`;
  const edge = ({ from, to, kind }: GraphEdge) => `${quoted(from)} -> ${quoted(to)} [${EDGES[kind ?? 'flow']}];`;
  return [
    'digraph {',
    'rankdir=LR; nodesep=0.18; ranksep=0.5; bgcolor="transparent";',
    `node [fontname="${FONT}" fontsize=${LAID_OUT.title} margin="0.1,0.05"]; edge [arrowsize=0.7];`,
    ...nodes.map(node),
    ...edges.map(edge),
    '}',
  ].join('\n');
}
