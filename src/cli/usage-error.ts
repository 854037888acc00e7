/** Commander's complaints in our form. */
import type { Command, CommanderError } from 'commander';
import { UserError } from '../core/user-error.ts';

const CODES: Readonly<Record<string, string>> = {
  'commander.unknownCommand': 'unknown_command',
  'commander.unknownOption': 'unknown_option',
  'commander.missingArgument': 'missing_argument',
  'commander.optionMissingArgument': 'missing_option_value',
  'commander.missingMandatoryOptionValue': 'missing_option',
  'commander.excessArguments': 'too_many_arguments',
  'commander.invalidArgument': 'invalid_argument',
  'commander.help': 'missing_command',
};

/** @param called  The command that complained, or its family where no member was named. */
export function usageError(error: CommanderError, called: Command): UserError {
  const name = fullName(called);
  const seeHelp = `see: ${name} --help`;
  const code = CODES[error.code] ?? 'usage';
  const members = called.commands.map((member) => member.name());
  if (code === 'missing_command') {
    return new UserError(code, 'no command given', seeHelp, 2);
  }
  // A family hands an unknown word to its default member, which complains of too many arguments.
  if (code === 'too_many_arguments' && members.length > 0) {
    const expected = `${name} takes: ${members.join(', ')}`;
    return new UserError(
      'unknown_command',
      `unknown command for ${name}`,
      `${expected}\n${seeHelp}`,
      2,
    );
  }
  const [message = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const hint = suggestion?.replace(/^\(Did you mean (?:one of )?(.*)\?\)$/, 'did you mean $1?');
  return new UserError(
    code,
    tidy(message),
    hint === undefined ? seeHelp : `${hint}\n${seeHelp}`,
    2,
  );
}

function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`;
}

/** Our quotes, no full stop. */
function tidy(message: string): string {
  return message.replace(/'([^']*)'/g, '"$1"').replace(/\.$/, '');
}
