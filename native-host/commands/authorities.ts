import { readFileSync } from 'node:fs';
import { VarcoError } from '../../shared/errors';

/** The authorities (PEM) in the file that `--ca` names; none without it. Throws `usage`. */
export function readAuthorities(file: string | undefined): string[] {
  if (file === undefined) return [];
  try {
    return [readFileSync(file, 'utf8')];
  } catch (thrown) {
    const reason = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
    throw new VarcoError('usage', { reason: `The file of --ca cannot be read (${reason}).` }, { cause: thrown });
  }
}
