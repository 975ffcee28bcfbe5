/** The house rules of docs/architecture.md: which room may know which. */
const never = (name, from, to, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: from },
  to: { path: to },
});

module.exports = {
  forbidden: [
    never(
      "shared-knows-nothing",
      "^shared/",
      "^(extension|native-host|devkit|test|portal-kit)/",
      "shared imports nothing of ours",
    ),
    never(
      "extension-not-host",
      "^extension/",
      "^(native-host|devkit|test|portal-kit)/",
      "the extension knows shared only",
    ),
    never("host-not-extension", "^native-host/", "^(extension|devkit|test|portal-kit)/", "the host knows shared only"),
    never(
      "card-not-readers",
      "^native-host/card/",
      "^native-host/(readers|tls|cards|relay|messaging)/",
      "the card protocol knows nothing of PC/SC",
    ),
    never(
      "rpc-knows-no-cards",
      "^native-host/pkcs11/rpc/",
      "^native-host/(?!pkcs11/(rpc/|constants|cryptoki)|log)",
      "the protocol knows what a token is, not what it is made of",
    ),
    never("devkit-not-extension", "^devkit/", "^(extension|test)/", "the devkit composes the host"),
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".js", ".json"] },
  },
};
