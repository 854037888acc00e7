import type { CompletionWord, Described } from './words.ts';

/** A completion script for zsh, to be loaded after `compinit`. */
export function zshScript(words: readonly CompletionWord[]): string {
  const paths = words.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`);
  return `#compdef touchline
# touchline completion for zsh
_touchline() {
  local place='' word joined previous="\${words[CURRENT-1]}"
  local -a offered flags
  for word in "\${(@)words[2,CURRENT-1]}"; do
    joined="\${place:+$place }$word"
    case "$joined" in
      ${paths.join('|')}) place="$joined" ;;
    esac
  done
  case "$place $previous" in
${words.flatMap(valueCases).join('\n')}
  esac
  case "$place" in
${words.map(placeCase).join('\n')}
  esac
  if [[ "\${words[CURRENT]}" == -* ]]; then
    _describe -o 'option' flags
  elif (( \${#offered} )); then
    _describe 'command' offered
  else
    _files
  fi
}
compdef _touchline touchline`;
}

function valueCases({ path, options }: CompletionWord): string[] {
  return options.flatMap(({ name, values }) => {
    if (values === null) return [];
    const offer = values.length === 0 ? '_files' : `compadd -- ${values.join(' ')}`;
    return [`    '${path} ${name}') ${offer}; return ;;`];
  });
}

function placeCase({ path, commands, options, values }: CompletionWord): string {
  const offered = [...commands.map(described), ...values.map((value) => `'${value}'`)];
  return `    '${path}') offered=(${offered.join(' ')}); flags=(${options.map(described).join(' ')}) ;;`;
}

/** `'name:summary'`, where a colon and a quote need escaping. */
function described({ name, summary }: Described): string {
  return `'${name}:${summary.replaceAll(':', '\\:').replaceAll("'", "'\\''")}'`;
}
