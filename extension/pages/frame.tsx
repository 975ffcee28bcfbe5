import type { ComponentChildren } from 'preact';

/** What all pages have around their content. */
export function Frame({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <>
      <header class="bar"><img src="/icons/varco.svg" alt="" width="32" height="32" /><span>Varco</span></header>
      <main>
        <h1>{title}</h1>
        {children}
      </main>
    </>
  );
}
