import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { policyOf, type TriesTold } from "../shared/error-policy";
import { ERRORS } from "../shared/error-list";
import { isErrorCode } from "../shared/errors";

/** docs/errors.md, written from shared/error-list.ts and shared/error-policy.ts: `npm run docs:errors`. */
export const ERRORS_DOC = fileURLToPath(new URL("../docs/errors.md", import.meta.url));

const ROWS = Object.keys(ERRORS)
  .filter(isErrorCode)
  .map((code) => ({ code, ...ERRORS[code], ...policyOf(code) }));

/** The document's text. */
export function errorsDocument(): string {
  return `# Errors

Everything that can go wrong has a code. Codes are append-only: nobody renames one or uses it for something else. A new
code: [adding-an-error.md](adding-an-error.md). \`npm run docs:errors\` writes this page from \`shared/error-list.ts\` and
\`shared/error-policy.ts\`.

## Texts

The command line shows these texts. The extension has its own in Italian, German and English (\`extension/_locales\`,
keys \`error_<code>_cause\` and \`error_<code>_remedy\`). \`{name}\` stands for a detail of the error. A detail never holds a
PIN or personal data.

| code | cause | remedy |
| --- | --- | --- |
${ROWS.map(({ code, cause, remedy }) => `| \`${code}\` | ${cause} | ${remedy} |`).join("\n")}

## What follows

The comments in \`shared/error-policy.ts\` define the answers: what the person may do next, what they can blame, how the
card stands, which tries the error tells, and which entry of the help answers it.

| code | next | fault | card | tries | help |
| --- | --- | --- | --- | --- | --- |
${ROWS.map(({ code, next, fault, card, tries, help }) =>
  row(`\`${code}\``, next, fault, card ?? "–", triesText(tries), help ?? "–"),
).join("\n")}
`;
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function triesText(tries: TriesTold | null): string {
  if (tries === null) return "–";
  return `${tries.of.toUpperCase()}: ${tries.left === "told" ? "number told" : "none left"}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(ERRORS_DOC, errorsDocument());
