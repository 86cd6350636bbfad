// Keeps one page of an area and the files that it needs, for the time without a network. Nothing else is kept, and nothing
// is changed on the way: what people do is kept by the page (station.js), not here.
"use strict";
const SHELF = "cunlu-offline";
const own = () => new URL(self.registration.scope).pathname;
const key = () => own() + "?offline-page";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  const shell = event.data && event.data.shell;
  if (typeof shell === "string" && shell.startsWith(own())) event.waitUntil(keep(shell));
});

async function keep(shell) {
  try {
    const page = await fetch(shell, { credentials: "same-origin", cache: "no-store" });
    if (!page.ok || page.redirected) return;
    const text = await page.clone().text();
    const shelf = await caches.open(SHELF);
    const files = [...text.matchAll(/(?:href|src)="(\/(?:assets|webjars)\/[^"]+)"/g)].map((found) => found[1].replaceAll("&amp;", "&"));
    for (const file of files) if (!(await shelf.match(file))) await shelf.add(file);
    await shelf.put(key(), page);
  } catch {
    // No network just now: what was kept before stays.
  }
}

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(async () => (await caches.match(key())) ?? Response.error()));
  } else if (address.pathname.startsWith("/assets/") || address.pathname.startsWith("/webjars/")) {
    // The address names the content: what is kept is what would come.
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});
