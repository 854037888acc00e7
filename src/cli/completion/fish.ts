import type { CompletionWord, Described } from './words.ts';

/** A completion script for fish 3 and later. */
export function fishScript(words: readonly CompletionWord[]): string {
  const paths = words.filter(({ path }) => path !== '').map(({ path }) => quote(path));
  return `# touchline completion for fish
function __touchline_place
    set -l place ''
    for word in (commandline -opc)[2..-1]
        set -l joined (string trim -- "$place $word")
        contains -- "$joined" ${paths.join(' ')}; and set place "$joined"
    end
    test "$place" = "$argv[1]"
end
complete -c touchline -f
${words.flatMap(placeLines).join('\n')}`;
}

function placeLines({ path, commands, options, values }: CompletionWord): string[] {
  const here = `complete -c touchline -n ${quote(`__touchline_place ${quote(path)}`)}`;
  return [
    ...commands.map((command) => `${here} -a ${command.name} ${summaryOf(command)}`),
    ...(values.length === 0 ? [] : [`${here} -a ${quote(values.join(' '))}`]),
    ...options.map((option) => {
      const long = `${here} -l ${option.name.slice(2)} ${summaryOf(option)}`;
      if (option.values === null) return long;
      return option.values.length === 0
        ? `${long} -r -F`
        : `${long} -x -a ${quote(option.values.join(' '))}`;
    }),
  ];
}

function summaryOf({ summary }: Described): string {
  return `-d ${quote(summary)}`;
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
