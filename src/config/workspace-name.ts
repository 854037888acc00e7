/** In a file of its own, so that finding a workspace does not load the parser. */
export const WORKSPACE_FILE = 'touchline.yaml';
