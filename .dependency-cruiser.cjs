/** One rule for each room of docs/architecture.md, and no import circles. */
const { ROOMS, filesOf, known } = require("./scripts/rooms.cjs");

const ruleOf = (room) => ({
  name: `${room.replaceAll("/", "-")}-knows`,
  severity: "error",
  comment: `${room} may import only from: ${ROOMS[room] || "nothing of ours"}`,
  from: { path: filesOf(room) },
  to: {
    path: "^(extension|native-host|shared|devkit|test|portal-kit|scripts)/",
    pathNot: [room, ...known(room)].map(filesOf),
  },
});

module.exports = {
  forbidden: [
    ...Object.keys(ROOMS).map(ruleOf),
    { name: "no-cycles", severity: "error", comment: "type-only imports count", from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".js", ".json"] },
  },
};
