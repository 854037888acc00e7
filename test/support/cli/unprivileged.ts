/** Root may write everywhere: for tests of what may not be written, this process is nobody for a while. */
const NOBODY = 65_534;

export async function unprivileged<Result>(use: () => Promise<Result>): Promise<Result> {
  if (process.getuid?.() !== 0) return use();
  process.seteuid?.(NOBODY);
  try {
    return await use();
  } finally {
    process.seteuid?.(0);
  }
}
