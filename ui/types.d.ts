// What the build puts in.
/** Hashed paths of everything that has one. */
declare const ASSETS: string[];
/** Hashed paths of what the crew's pages need: style, font, script and its parts, icons. */
declare const SHELL: string[];
/** Changes with any of them. */
declare const SHELL_VERSION: string;
declare module "maplibre-gl/dist/maplibre-gl-worker.mjs";
