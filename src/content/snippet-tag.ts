/**
 * `{% render 'booking', link: sender.calendar %}`: the text of a snippet, which sees the facts and its arguments and nothing of who
 * renders it.
 */
import {
  Context,
  Tag,
  evalToken,
  type Emitter,
  type Liquid,
  type TagToken,
  type Template as LiquidNode,
  type TopLevelToken,
  type ValueToken,
} from 'liquidjs';
import { nameInLanguage } from '../core/template.ts';

export interface CompiledSnippet {
  readonly nodes: readonly LiquidNode[];
  /** Arguments that it, or a snippet it gives them to, has no fallback for. */
  readonly bare: ReadonlySet<string>;
}

/** What a rendering knows beside the facts. */
export interface RenderState {
  /** Outputs so far, in order. */
  readonly values: string[];
  /** By name as it is written in `render`, with their languages: `booking.ja`. */
  readonly snippets: ReadonlyMap<string, CompiledSnippet>;
  /** The person's; `null`: unknown. */
  readonly language: string | null;
}

const STATE = 'state';

export function stateOf(context: Context): RenderState {
  return context.getRegister<RenderState>(STATE);
}

export function setState(context: Context, state: RenderState): void {
  context.setRegister(STATE, state);
}

export interface SnippetArgument {
  readonly name: string;
  readonly value: ValueToken;
}

export class SnippetTag extends Tag {
  readonly snippet: string;
  readonly given: readonly SnippetArgument[];

  /** @throws {Error} When it is not written `{% render 'name', argument: value %}`. */
  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
    super(token, rest, liquid);
    const { tokenizer } = token;
    tokenizer.skipBlank();
    const name = tokenizer.readQuoted();
    if (name === undefined) throw new Error(`a snippet is named in quotes: {% render 'name' %}`);
    this.snippet = name.content;
    const given: SnippetArgument[] = [];
    for (tokenizer.skipBlank(); !tokenizer.end(); tokenizer.skipBlank()) {
      given.push(readArgument(tokenizer));
    }
    this.given = given;
  }

  *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const state = stateOf(context);
    const { snippets, language } = state;
    const snippet = snippets.get(
      nameInLanguage(this.snippet, language, (name) => snippets.has(name)),
    );
    if (snippet === undefined) throw new Error(`there is no snippet "${this.snippet}"`);
    const values: Record<string, unknown> = Object.create(null);
    for (const { name, value } of this.given) {
      // Missed here, where it has the name that a rep knows.
      const given: unknown = yield evalToken(value, context, !snippet.bare.has(name));
      if (given !== undefined && given !== null) values[name] = given;
    }
    const { memoryLimit, renderLimit, opts } = context;
    const inner = new Context(
      context.environments,
      opts,
      { sync: true },
      { memoryLimit, renderLimit },
    );
    setState(inner, state);
    inner.push(values);
    yield this.liquid.renderer.renderTemplates([...snippet.nodes], inner, emitter);
  }
}

function readArgument(tokenizer: TagToken['tokenizer']): SnippetArgument {
  const written = (): Error =>
    new Error(`arguments are written {% render 'name', argument: value %}`);
  if (tokenizer.peek() !== ',') throw written();
  tokenizer.advance();
  tokenizer.skipBlank();
  const name = tokenizer.readIdentifier().content;
  tokenizer.skipBlank();
  if (name === '' || tokenizer.peek() !== ':') throw written();
  tokenizer.advance();
  tokenizer.skipBlank();
  const value = tokenizer.readValue();
  if (value === undefined || !('getText' in value)) throw written();
  return { name, value };
}
