/** A piece of an XML document: a line of its own, and those inside it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[] | string;
}

export function element(
  name: string,
  attributes: Element["attributes"] = {},
  children: Element["children"] = [],
): Element {
  return { name, attributes, children };
}

/** The document, indented by two spaces. `head`: what comes before the first element. */
export function xmlDocument(root: Element, head = ""): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${head}${lines(root, "")}`;
}

function lines({ name, attributes, children }: Element, indent: string): string {
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const open = `${indent}<${name}${words.join("")}`;
  if (typeof children === "string") return `${open}>${escaped(children)}</${name}>\n`;
  if (children.length === 0) return `${open} />\n`;
  return `${open}>\n${children.map((child) => lines(child, `${indent}  `)).join("")}${indent}</${name}>\n`;
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
