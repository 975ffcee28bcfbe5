import { register } from "node:module";

// For a process in which the package pcsclite is not installed, as where its add-on cannot be built.
register(
  `data:text/javascript,${encodeURIComponent(`
  export function resolve(name, context, next) {
    if (name !== 'pcsclite') return next(name, context);
    throw Object.assign(new Error("Cannot find package 'pcsclite'"), { code: 'ERR_MODULE_NOT_FOUND' });
  }
`)}`,
);
