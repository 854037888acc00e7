/** `1 person`, `2 people`, `0 people`. @param many  Where it is not `one` with an s. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

export function countedPeople(number: number): string {
  return counted(number, 'person', 'people');
}
