import type { CompletionWord } from './words.ts';

/** A completion script for bash 3.2 and later; needs no bash-completion package. */
export function bashScript(words: readonly CompletionWord[]): string {
  const paths = words.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`);
  return `# touchline completion for bash
_touchline() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local path='' word joined
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    joined="\${path:+$path }$word"
    case "$joined" in
      ${paths.join('|')}) path="$joined" ;;
    esac
  done
  case "$path $previous" in
${words.flatMap(valueCases).join('\n')}
  esac
  case "$path" in
${words.map(placeCase).join('\n')}
  esac
}
complete -o default -F _touchline touchline`;
}

/** After an option that takes a value: its choices, or file names. */
function valueCases({ path, options }: CompletionWord): string[] {
  return options
    .filter(({ values }) => values !== null)
    .map(({ name, values }) => `    '${path} ${name}') ${reply(values ?? [])}; return ;;`);
}

function placeCase({ path, commands, options, values }: CompletionWord): string {
  const offered = [...commands.map(({ name }) => name), ...values];
  const flags = options.map(({ name }) => name);
  const other = offered.length === 0 ? 'COMPREPLY=()' : reply(offered);
  return `    '${path}') if [[ "$current" == -* ]]; then ${reply(flags)}; else ${other}; fi ;;`;
}

function reply(words: readonly string[]): string {
  return words.length === 0
    ? 'COMPREPLY=()'
    : `COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$current"))`;
}
