// While developing, everything comes from the server. The published page has service-worker.published.js in this place.
self.addEventListener('fetch', () => {});
