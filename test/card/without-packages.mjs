import { register } from "node:module";

// For a process in which the packages that VARCO_MISSING names are not installed, as where an add-on cannot be built.
const missing = JSON.stringify((process.env.VARCO_MISSING ?? "").split(" "));
register(
  `data:text/javascript,${encodeURIComponent(`
  export function resolve(name, context, next) {
    if (!${missing}.includes(name)) return next(name, context);
    throw Object.assign(new Error("Cannot find package '" + name + "'"), { code: 'ERR_MODULE_NOT_FOUND' });
  }
`)}`,
);
