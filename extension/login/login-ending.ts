/**
 * How a login ended: the tab has arrived where the login led; the person is to go back and begin it again; or in
 * another way.
 */
export type LoginEnding = "arrived" | "again" | "over";
