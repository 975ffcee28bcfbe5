import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import CopyPlugin from "copy-webpack-plugin";
import { transform } from "esbuild";
import { tsImport } from "tsx/esm/api";
import webpack from "webpack";

const { VARCO_VERSION, CHROMIUM_KEY, FIREFOX_ID } = await tsImport("./shared/identity.ts", import.meta.url);
const { subsetTypeface } = await tsImport("./scripts/extension/typeface.ts", import.meta.url);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** What each browser's manifest gets from shared/identity.ts, on top of its overlay in manifests/. */
const IDENTITY = {
  chromium: { key: CHROMIUM_KEY },
  firefox: { browser_specific_settings: { gecko: { id: FIREFOX_ID } } },
};

/**
 * What all builds have in common. `dev` (`npm run dev`) adds source maps and leaves the code as it was written. In the
 * programs `import.meta.url` serves `new Worker(new URL(…))` only; elsewhere it would name the source's own place.
 */
const base = (name, { dev = false }) => ({
  name,
  mode: "production",
  context: here("."),
  devtool: dev ? "source-map" : false,
  cache: {
    type: "filesystem",
    name: dev ? `${name}-dev` : name,
    cacheDirectory: here("./.cache/webpack"),
    buildDependencies: {
      config: [
        here("./webpack.config.js"),
        here("./shared/identity.ts"),
        here("./tsconfig.json"),
        here("./scripts/extension/"),
      ],
    },
  },
  module: {
    rules: [
      {
        test: /\.tsx?$/,
        loader: "ts-loader",
        // The stage `types` checks types; here they would only slow every build down.
        options: { transpileOnly: true, instance: name, compilerOptions: { rootDir: here("."), sourceMap: dev } },
      },
    ],
    // createRequire stays Node's own: native-host/readers/pcsclite/package.ts looks for a loaded add-on with it.
    parser: { javascript: { worker: ["Worker from node:worker_threads", "..."], createRequire: false } },
  },
  resolve: { extensions: [".ts", ".tsx", ".js"] },
  performance: false,
  stats: "errors-warnings",
});

/** People follow stack traces in a log: these name functions and classes, never a variable. */
const NAMES = { keep_classnames: true, keep_fnames: true };

/**
 * Unused code goes, and blanks: Node reads and compiles a half less before the first answer, and stores give little room
 * (they get the sources besides, docs/stores/building.md). Variables keep their names unless `mangle` says otherwise.
 */
const minimize = (compress, { dev = false, mangle = false }) =>
  !dev && { javascript: { mangle, compress, format: { comments: "some" } }, css: false, html: false };

/** Modules of the extension of which the package gets the values (scripts/extension/evaluated.mjs). */
const EVALUATED = [
  {
    file: "extension/login/public-suffixes.ts",
    dependsOn: [here("./node_modules/tldts-icann/src/data/trie.ts")],
  },
  {
    file: "extension/pages/texts.ts",
    dependsOn: ["it", "de", "en"].map((language) => here(`./extension/_locales/${language}/messages.json`)),
  },
  {
    // The extension has texts of its own. Of the command line's it needs only which details they name.
    file: "shared/error-list.ts",
    keep: (key, value) => (typeof value === "string" ? (value.match(/\{\w+\}/g) ?? []).join(" ") : value),
  },
].map(({ file, ...options }) => ({ include: here(file), loader: here("./scripts/extension/evaluated.mjs"), options }));

const PREACT = {
  include: here("./node_modules/preact/dist/preact.mjs"),
  loader: here("./scripts/extension/without-markup.mjs"),
};

/** Chromium's background is a service worker, which loads further files by itself. Firefox's manifest names them. */
const WORKER = new webpack.BannerPlugin({
  banner: 'importScripts("core.js");',
  raw: true,
  include: /^background\.js$/,
});

const TYPEFACE = here("./node_modules/@fontsource/titillium-web");

const merge = (low, high) => {
  const merged = { ...low };
  for (const [key, value] of Object.entries(high)) {
    const both = typeof value === "object" && !Array.isArray(value) && typeof merged[key] === "object";
    merged[key] = both ? merge(merged[key], value) : value;
  }
  return merged;
};

/** What several pages use, their texts above all, is in the package once. */
const shared = (chunk) => chunk.name?.startsWith("pages/") ?? false;

/** What background and pages both use is in the package once, too: as `core.js`, which each of them loads first. */
const inBackgroundAndPages = (module, { chunkGraph }) => {
  const chunks = [...chunkGraph.getModuleChunksIterable(module)];
  return chunks.some(shared) && !chunks.every(shared);
};

/**
 * The pages bring their texts along: the browser itself needs those of the manifest only, and the tag of the language
 * that it speaks.
 */
const manifestTexts = (data) => {
  const texts = Object.entries(JSON.parse(data.toString()));
  return JSON.stringify(
    Object.fromEntries(texts.filter(([key]) => /^(extension|action)_|^language_tag$/.test(key))),
    null,
    2,
  );
};

/**
 * The style sheets as one file, in the order in which pages.css names them: a page waits for each file by itself. Without
 * comments and indentation.
 */
const oneSheet = async (files) => {
  const sheets = new Map(files.map(({ data, sourceFilename }) => [basename(sourceFilename), data.toString()]));
  const named = [...(sheets.get("pages.css") ?? "").matchAll(/@import url\("styles\/([^"]+)"\);/g)];
  const ordered = named.map(([, name]) => sheets.get(name));
  if (ordered.includes(undefined) || ordered.length !== files.length - 1)
    throw new Error("extension/pages/pages.css names every style sheet once");
  const { code } = await transform(ordered.join("\n"), { loader: "css", minifyWhitespace: true, target: "es2022" });
  return code;
};

const extension = (browser, env) => ({
  ...base(`extension-${browser}`, env),
  module: { rules: [{ oneOf: [...EVALUATED, PREACT, ...base(browser, env).module.rules] }] },
  resolve: {
    ...base(browser, env).resolve,
    alias: { "webextension-polyfill$": here("./extension/browser/interface.ts") },
  },
  target: ["web", "es2022"],
  entry: {
    background: "./extension/background/main.ts",
    "pages/card": "./extension/pages/card/main.tsx",
    "pages/help": "./extension/pages/help/main.tsx",
    "pages/login": "./extension/pages/login/main.tsx",
    "pages/options": "./extension/pages/options/main.tsx",
    "pages/welcome": "./extension/pages/welcome/main.tsx",
  },
  output: {
    path: here(`./dist/extension/${browser}`),
    filename: "[name].js",
    chunkFilename: "[name].js",
    clean: true,
  },
  optimization: {
    minimize: minimize({ ecma: 2020, ...NAMES }, { ...env, mangle: NAMES }),
    // Otherwise a module that entries use differently is in the package once for each way.
    usedExports: "global",
    moduleIds: "size",
    chunkIds: "size",
    splitChunks: {
      cacheGroups: {
        default: false,
        defaultVendors: false,
        core: { name: "core", chunks: "initial", test: inBackgroundAndPages, enforce: true, priority: 1 },
        pages: { name: "pages/shared", chunks: shared, minChunks: 2, enforce: true },
      },
    },
  },
  plugins: [
    ...(browser === "chromium" ? [WORKER] : []),
    new CopyPlugin({
      patterns: [
        {
          // The base first, then what the browser wants on top.
          from: `manifests/(extension.base|${browser}).json`,
          to: "manifest.json",
          transformAll: (files) => {
            const parts = files.map(({ data }) => JSON.parse(data.toString()));
            const [low, high] = parts[0].manifest_version ? parts : parts.reverse();
            return JSON.stringify([high, IDENTITY[browser], { version: VARCO_VERSION }].reduce(merge, low), null, 2);
          },
        },
        { from: "pages/*.html", context: "extension" },
        { from: "pages/{pages.css,styles/*.css}", context: "extension", to: "pages/pages.css", transformAll: oneSheet },
        // Firefox takes what an administrator has set without a schema.
        ...(browser === "chromium" ? [{ from: "manifests/managed-schema.json", to: "managed-schema.json" }] : []),
        { from: "_locales/**/*", context: "extension", transform: manifestTexts },
        { from: "{icons,licenses}/**/*", context: "extension" },
        {
          from: "titillium-web-latin-{400,600}-normal.woff2",
          context: `${TYPEFACE}/files`,
          to: "pages/fonts/",
          transform: subsetTypeface,
        },
        { from: "LICENSE", context: TYPEFACE, to: "licenses/titillium-web.txt", toType: "file" },
      ],
    }),
  ],
});

const program = (name, directory, entry, env) => ({
  ...base(name, env),
  target: "node20",
  entry: { [entry.name]: entry.file },
  output: {
    path: here(directory),
    filename: "[name].cjs",
    chunkFilename: "[name].cjs",
    library: { type: "commonjs2" },
    clean: true,
  },
  optimization: { minimize: minimize({ defaults: false, dead_code: true, unused: true, side_effects: true }, env) },
  // Native add-ons: loaded from node_modules when they are needed.
  externals: {
    koffi: "node-commonjs koffi",
    pcsclite: "node-commonjs pcsclite",
  },
});

/** Builds for both browsers and both programs; `webpack --env dev` for those of `npm run dev`. */
export default (env = {}) => [
  extension("chromium", env),
  extension("firefox", env),
  program("host", "./dist/host", { name: "main", file: "./native-host/main.ts" }, env),
  program("devkit", "./dist/devkit", { name: "host", file: "./devkit/host.ts" }, env),
];
