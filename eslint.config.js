import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", ".cache/", "screenshots/"] },
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      // The strict rules, but: a number in a text reads as a number, `() => void act()` is short for its block, and an
      // async function without await turns what it throws into a rejection.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      eqeqeq: "error",
      "max-lines": ["error", 400],
    },
  },
  {
    // Only main ends the process.
    files: ["native-host/**/*.ts", "shared/**/*.ts", "extension/**/*.{ts,tsx}"],
    ignores: ["native-host/main.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "process", property: "exit", message: "Only main ends the process." },
      ],
      "no-console": "error",
    },
  },
  {
    // Nothing reaches a page as markup. Mozilla's linter, which runs on the build, finds the other ways.
    files: ["extension/**/*.tsx"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]', message: "No markup from data." },
      ],
    },
  },
  {
    files: ["test/**/*.ts", "test/**/*.tsx"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
);
