// What the build puts in.
declare const ASSETS: string[];
