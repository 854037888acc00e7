/** Which rep is meant by what a list or a person wrote? */
export interface NamedRep {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

/** The id of the rep of this id, name or address, whatever its case; `null`: nobody is configured as that. */
export function repOf(reps: readonly NamedRep[], text: string): string | null {
  const wanted = text.trim().toLowerCase();
  const rep = reps.find((each) =>
    [each.id, each.name, each.email].some((known) => known?.toLowerCase() === wanted),
  );
  return rep?.id ?? null;
}
