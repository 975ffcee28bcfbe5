import {
  edgeChild,
  edgeLength,
  edgeStart,
  exceptionsRoot,
  labelText,
  nodeFlags,
  rulesRoot,
} from "tldts-icann/src/data/trie";

/** Europe's top-level domains: portals that know an Italian card stand there, or where everybody may register. */
const EUROPE = new Set(
  (
    "ad al at ax ba be bg by ch cy cz de dk ee es eu fi fo fr gb gg gi gl gr hr hu ie im is it je li lt lu lv mc md " +
    "me mk mt nl pl pt ro rs se si sk sm ua uk va xk"
  ).split(" "),
);

/** A label and the node below it. */
type Edge = readonly [label: string, node: number];

/** Where the label of each edge begins in `labelText`; and, one further, where the last ends. */
const offsets = [0];
for (const length of edgeLength) offsets.push((offsets.at(-1) ?? 0) + length);

/** The labels below a node that a host name of a URL can have: there, international names stand in ASCII. */
function below(node: number): Edge[] {
  const edges: Edge[] = [];
  for (let edge = edgeStart[node] ?? 0; edge < (edgeStart[node + 1] ?? 0); edge++)
    edges.push([labelText.slice(offsets[edge], offsets[edge + 1]), edgeChild[edge] ?? 0]);
  return edges.filter(([label]) => /^[ -~]+$/.test(label)).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** The suffixes below a top-level domain, without it. */
function suffixes(node: number, end = ""): string[] {
  return below(node).flatMap(([label, child]) => [
    ...(nodeFlags[child] ? [label + end] : []),
    ...suffixes(child, `.${label}${end}`),
  ]);
}

const withRules = below(rulesRoot).filter(([, node]) => suffixes(node).length > 0);
const excepted = new Set(below(exceptionsRoot).map(([label]) => label));
const kept = withRules.filter(([domain]) => EUROPE.has(domain) && !excepted.has(domain));

/**
 * Public suffixes of more than one label, by their last one, which they are written without; `*` is any label. From the
 * ICANN part of the public suffix list, as tldts-icann brings it. The build works this file out and packs the values.
 */
export const SUFFIXES: Readonly<Record<string, string>> = Object.fromEntries(
  kept.map(([domain, node]) => [domain, suffixes(node).join(" ")]),
);

/** Top-level domains with such suffixes that are not in `SUFFIXES`: the whole list would be a fifth of the package. */
export const WITHOUT_RULES: string = withRules
  .filter((edge) => !kept.includes(edge))
  .map(([domain]) => domain)
  .join(" ");
