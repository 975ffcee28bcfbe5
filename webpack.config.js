import { fileURLToPath } from "node:url";
import CopyPlugin from "copy-webpack-plugin";
import { tsImport } from "tsx/esm/api";

const { VARCO_VERSION, CHROMIUM_KEY, FIREFOX_ID } = await tsImport("./shared/identity.ts", import.meta.url);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** What each browser's manifest gets from shared/identity.ts, on top of its overlay in manifests/. */
const IDENTITY = {
  chromium: { key: CHROMIUM_KEY },
  firefox: { browser_specific_settings: { gecko: { id: FIREFOX_ID } } },
};

/** Both browsers and the two programs. In the programs `import.meta.url` is for `new Worker(new URL(…))` only: else it is the source's place. */
const base = (name) => ({
  name,
  mode: "production",
  context: here("."),
  devtool: false,
  cache: {
    type: "filesystem",
    name,
    cacheDirectory: here("./.cache/webpack"),
    buildDependencies: { config: [here("./webpack.config.js"), here("./shared/identity.ts"), here("./tsconfig.json")] },
  },
  module: {
    rules: [
      {
        test: /\.tsx?$/,
        loader: "ts-loader",
        // Types are checked by tsc on its own; here they would only make every build slow.
        options: { transpileOnly: true, instance: name, compilerOptions: { rootDir: here("."), sourceMap: false } },
      },
    ],
    // createRequire stays Node's own: native-host/readers/pcsclite.ts looks for a loaded add-on with it.
    parser: { javascript: { worker: ["Worker from node:worker_threads", "..."], createRequire: false } },
  },
  resolve: { extensions: [".ts", ".tsx", ".js"] },
  // What nobody uses is dropped, the rest stays readable: stores review it, and stack traces in a log can be followed.
  optimization: {
    minimize: {
      javascript: {
        mangle: false,
        compress: { defaults: false, dead_code: true, unused: true, side_effects: true },
        format: { beautify: true, comments: "some" },
      },
      css: false,
      html: false,
    },
  },
  performance: false,
  stats: "errors-warnings",
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

/** What several pages use, their texts above all, is in the package once. The background stays one file. */
const shared = (chunk) => chunk.name?.startsWith("pages/") ?? false;

/** The pages bring their texts along: the browser itself needs those of the manifest only, and the tag of the language that it speaks. */
const manifestTexts = (data) => {
  const texts = Object.entries(JSON.parse(data.toString()));
  return JSON.stringify(
    Object.fromEntries(texts.filter(([key]) => /^(extension|action)_|^language_tag$/.test(key))),
    null,
    2,
  );
};

const extension = (browser) => ({
  ...base(`extension-${browser}`),
  target: ["web", "es2022"],
  entry: {
    background: "./extension/background/main.ts",
    "pages/card": "./extension/pages/card/main.tsx",
    "pages/help": "./extension/pages/help/main.tsx",
    "pages/login": "./extension/pages/login/main.tsx",
    "pages/options": "./extension/pages/options/main.tsx",
    "pages/welcome": "./extension/pages/welcome/main.tsx",
  },
  output: { path: here(`./dist/extension/${browser}`), filename: "[name].js", clean: true },
  optimization: {
    ...base(browser).optimization,
    splitChunks: {
      cacheGroups: {
        default: false,
        defaultVendors: false,
        pages: { name: "pages/shared", chunks: shared, minChunks: 2, enforce: true },
      },
    },
  },
  plugins: [
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
        { from: "pages/**/*.{html,css}", context: "extension" },
        { from: "_locales/**/*", context: "extension", transform: manifestTexts },
        { from: "{icons,licenses}/**/*", context: "extension" },
        { from: "titillium-web-latin-{400,600,700}-normal.woff2", context: `${TYPEFACE}/files`, to: "pages/fonts/" },
        { from: "LICENSE", context: TYPEFACE, to: "licenses/titillium-web.txt", toType: "file" },
      ],
    }),
  ],
});

const program = (name, directory, entry) => ({
  ...base(name),
  target: "node20",
  entry: { [entry.name]: entry.file },
  output: {
    path: here(directory),
    filename: "[name].cjs",
    chunkFilename: "[name].cjs",
    library: { type: "commonjs2" },
    clean: true,
  },
  // Native add-ons: loaded from node_modules when they are needed.
  externals: { koffi: "node-commonjs koffi", pcsclite: "node-commonjs pcsclite" },
});

export default [
  extension("chromium"),
  extension("firefox"),
  program("host", "./dist/host", { name: "main", file: "./native-host/main.ts" }),
  program("devkit", "./dist/devkit", { name: "host", file: "./devkit/host.ts" }),
];
