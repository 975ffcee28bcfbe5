import { optionsOf, type Verb } from "./help";

interface Completion {
  readonly path: string;
  readonly content: string;
}

/** Completion of varco-host's command line in three shells: the verbs, the options of each, else file names. */
export function completions(verbs: readonly Verb[], zsh: string): Completion[] {
  return [
    { path: "/usr/share/bash-completion/completions/varco-host", content: bash(verbs) },
    { path: `${zsh}/_varco-host`, content: zshFunction(verbs) },
    { path: "/usr/share/fish/vendor_completions.d/varco-host.fish", content: fish(verbs) },
  ];
}

function bash(verbs: readonly Verb[]): string {
  const cases = verbs.map((verb) => `    ${verb.name}) words="${optionsOf(verb).join(" ")}" ;;\n`).join("");
  return `# Completion of varco-host in bash.
_varco_host() {
  local words
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names(verbs)} --help --version" -- "\${COMP_WORDS[1]}"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases}    *) return ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _varco_host varco-host
`;
}

function zshFunction(verbs: readonly Verb[]): string {
  const cases = verbs.map((verb) => `    ${verb.name}) options=(${optionsOf(verb).join(" ")}) ;;\n`).join("");
  return `#compdef varco-host
# Completion of varco-host in zsh.
local -a options
if ((CURRENT == 2)); then
  compadd -- ${names(verbs)} --help --version
else
  case $words[2] in
${cases}  esac
  compadd -a options
  _files
fi
`;
}

function fish(verbs: readonly Verb[]): string {
  const lines = verbs.flatMap((verb) => [
    `complete -c varco-host -n __fish_use_subcommand -f -a ${verb.name} -d ${quoted(verb.does)}\n`,
    ...optionsOf(verb).map(
      (option) => `complete -c varco-host -n '__fish_seen_subcommand_from ${verb.name}' -l ${option.slice(2)}\n`,
    ),
  ]);
  return `# Completion of varco-host in fish.\n${lines.join("")}`;
}

function names(verbs: readonly Verb[]): string {
  return verbs.map(({ name }) => name).join(" ");
}

/** A word for fish, in single quotes. */
function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
