import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ERRORS } from "../shared/errors";

/** docs/errors.md, written from the table in shared/errors.ts: `npm run docs:errors`. */
export const ERRORS_DOC = fileURLToPath(new URL("../docs/errors.md", import.meta.url));

/** The document's text. */
export function errorsDocument(): string {
  const rows = Object.entries(ERRORS).map(([code, { cause, remedy }]) => `| \`${code}\` | ${cause} | ${remedy} |`);
  return `# Errors

Everything that can go wrong has a code. Codes are append-only: one is never renamed and never used for something else.
This page is written from \`shared/errors.ts\` by \`npm run docs:errors\`; the texts here are those of the command line.
The extension says the same in Italian, German and English (\`extension/_locales\`, keys \`error_<code>_cause\` and
\`error_<code>_remedy\`). \`{name}\` is filled from the details of the error, which never hold a PIN or personal data.

| code | cause | remedy |
| --- | --- | --- |
${rows.join("\n")}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(ERRORS_DOC, errorsDocument());
