import { rmSync } from "node:fs";
import { join } from "node:path";
import webpack from "webpack";
import configurations from "../webpack.config.js";

/**
 * Builds these configurations with source maps, again at every change of a source. Calls `built` with the names of
 * those that a change has built; errors go to standard error, and nothing is called until they are mended.
 */
export function watchBuilds(root, names, built) {
  // The next `npm test` or `npm start` must build without source maps again.
  rmSync(join(root, "dist/.varco-build"), { force: true });
  const compiler = webpack(configurations({ dev: true }).filter(({ name }) => names.includes(name)));
  const last = new Map();
  const watching = compiler.watch({ aggregateTimeout: 100 }, (error, result) => {
    if (error) return console.error(error);
    if (result.hasErrors())
      return console.error(result.toString({ preset: "errors-only", colors: process.stderr.isTTY }));
    const changed = result.stats.filter(({ compilation, hash }) => last.get(compilation.name) !== hash);
    for (const { compilation, hash } of changed) last.set(compilation.name, hash);
    if (changed.length > 0) built(changed.map(({ compilation }) => compilation.name));
  });
  return { close: () => new Promise((resolve) => watching.close(resolve)) };
}
