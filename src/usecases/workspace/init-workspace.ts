/** Makes a folder a workspace: what is missing is written, what is there stays. */
import { UserError } from '../../core/user-error.ts';
import type { NewFiles } from '../../ports/new-files.ts';
import { starterWorkspace } from './starter-workspace.ts';

export interface Starter {
  /** The name of the workspace is made of it. */
  readonly folderName: string;
  /** IANA name, for people of whom no zone is known. */
  readonly zone: string;
  /** A sequence and its templates, by path. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** `null`: the one that waits to be edited. */
  readonly workspaceText: string | null;
}

export interface Initialised {
  /** Paths, in the order in which a person would look at them. */
  readonly created: readonly string[];
  /** What was there already. */
  readonly kept: readonly string[];
}

/** @throws {UserError} `not_a_folder` when the path is taken by something else. */
export async function initWorkspace(files: NewFiles, starter: Starter): Promise<Initialised> {
  if (!(await files.isPossible())) {
    throw new UserError('not_a_folder', 'a file is in the way: a workspace is a folder');
  }
  const text = starter.workspaceText ?? starterWorkspace(starter.folderName, starter.zone);
  const wanted = [
    { path: 'touchline.yaml', text },
    ...starter.files,
    { path: '.gitignore', text: GITIGNORE },
  ];
  const created: string[] = [];
  const kept: string[] = [];
  for (const { path, text: content } of wanted) {
    ((await files.create(path, content)) ? created : kept).push(path);
  }
  // Only beside a workspace file of ours: another one may hear its answers elsewhere.
  if (created.includes('touchline.yaml')) {
    for (const part of ['cur', 'new', 'tmp']) await files.createFolder(`${MAILDIR}/${part}`);
  }
  return { created, kept };
}

/** Where the starter's mailbox hears its answers. */
const MAILDIR = 'mail/anna';

const GITIGNORE = `# Personal data and secrets stay on this machine; sequences and templates belong in git.
*.db
*.db-*
*.db.*
*.key
/keys/
/mail/
*.reject*.csv
/rejects/
.env
`;
