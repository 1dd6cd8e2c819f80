// Keeps the whole page on the device: loaded once, it works without a network. Requests to any other place are refused.
self.importScripts('./service-worker-assets.js');

const prefix = 'spine-inference-';
const current = `${prefix}${self.assetsManifest.version}`;
const base = new URL('./', self.location).href;
const kept = [/\.dll$/, /\.wasm$/, /\.html$/, /\.js$/, /\.json$/, /\.css$/, /\.svg$/, /\.png$/, /\.dat$/, /\.webmanifest$/];
const left = [/^service-worker\.js$/, /\.pdb$/];

// Fetched, and then kept, when a health record is first opened or saved: most never need it.
const later = [
  /SpineInference\.Fhir\./, /Hl7\.Fhir\./, /Fhir\.Metrics\./, /Newtonsoft\.Json\./, /System\.Private\.Xml\./, /System\.Data\.Common\./, /Microsoft\.CSharp\./,
  /System\.Linq\.Expressions\./, /System\.ComponentModel\./, /System\.Net\./, /System\.Drawing\./, /System\.Xml\./, /System\.ObjectModel\./,
  /System\.Diagnostics\.TraceSource\./, /System\.IO\.Compression\.ZipFile\./, /System\.Reflection\./, /Extensions\.Caching\./, /csFastFloat\./,
];

self.addEventListener('install', event => event.waitUntil((async () => {
  const requests = self.assetsManifest.assets
    .filter(asset => kept.some(p => p.test(asset.url)) && ![...left, ...later].some(p => p.test(asset.url)))
    .map(asset => new Request(new URL(asset.url, base), { integrity: asset.hash, cache: 'no-cache' }));
  const cache = await caches.open(current);
  await cache.addAll(requests);
  await self.skipWaiting();
})()));

self.addEventListener('activate', event => event.waitUntil((async () => {
  const names = await caches.keys();
  await Promise.all(names.filter(name => name.startsWith(prefix) && name !== current).map(name => caches.delete(name)));
})()));

self.addEventListener('fetch', event => {
  const url = new URL(event.request.url);
  if (url.origin !== self.location.origin) {
    event.respondWith(Response.error());
    return;
  }

  if (event.request.method !== 'GET' || !url.href.startsWith(base)) {
    return;
  }

  event.respondWith((async () => {
    const cache = await caches.open(current);
    const wanted = event.request.mode === 'navigate' ? new Request(new URL('index.html', base)) : event.request;
    const known = await cache.match(wanted);
    if (known) {
      return known;
    }

    const fetched = await fetch(event.request);
    if (fetched.ok && later.some(p => p.test(url.pathname))) {
      await cache.put(event.request, fetched.clone());
    }

    return fetched;
  })());
});
