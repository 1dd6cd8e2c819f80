// What the page needs of the browser: a worker that computes, files, links, printing. No request leaves the origin.
'use strict';

(() => {
  // Of the assemblies that are left for later, those that intervals are drawn with: the worker needs them, and the page where there is no worker.
  const ofNumerics = /^(MathNet\.|SpineInference\.Web\.Belief\.|System\.Runtime\.|System\.Security\.)/;

  let worker;
  let asked = 0;
  const waiting = new Map();

  function analyst() {
    if (worker === undefined) {
      try {
        worker = new Worker('analyst.js', { type: 'module' });
        worker.postMessage({ needed: ofNumerics });
        worker.onmessage = ({ data }) => {
          const resolve = waiting.get(data.asked);
          waiting.delete(data.asked);
          resolve(data.result ?? null);
        };
        worker.onerror = () => {
          // Without a worker the page computes by itself.
          worker = null;
          for (const resolve of waiting.values()) {
            resolve(null);
          }
          waiting.clear();
        };
      } catch {
        worker = null;
      }
    }

    return worker;
  }

  const whenIdle = then => window.requestIdleCallback ? requestIdleCallback(then, { timeout: 5000 }) : setTimeout(then, 1000);

  window.spine = {
    // The result as JSON; null where there is no worker to compute it.
    compute(kind, patient, about) {
      const to = analyst();
      if (!to) {
        return null;
      }

      return new Promise(resolve => {
        asked++;
        waiting.set(asked, resolve);
        to.postMessage({ asked, kind, patient, about });
      });
    },

    // The first answer is on the page. What keeps the page for use without a network is fetched after it.
    started() {
      performance.mark('spine-started');
      whenIdle(() => navigator.serviceWorker?.register('service-worker.js', { updateViaCache: 'none' }).catch(() => {}));
      return location.hash;
    },

    // All parts are on the page; what takes longer than an answer is computed from now on.
    whole() {
      performance.mark('spine-whole');
    },

    // One event that changes nothing: the first click then finds the way of events known.
    rehearse() {
      document.querySelector('.region')?.dispatchEvent(new PointerEvent('pointerleave'));
    },

    // Names of the assemblies that were left for later: what intervals are drawn with, or all.
    later(isOfNumerics) {
      return Blazor.runtime.getConfig().resources.lazyAssembly.map(a => a.virtualPath).filter(name => !isOfNumerics || ofNumerics.test(name));
    },

    async link(fragment) {
      history.replaceState(null, '', fragment);
      try {
        await navigator.clipboard.writeText(location.href);
        return true;
      } catch {
        return false;
      }
    },

    print() {
      window.print();
    },

    save(name, type, text) {
      const url = URL.createObjectURL(new Blob([text], { type }));
      const anchor = document.createElement('a');
      anchor.href = url;
      anchor.download = name;
      anchor.click();
      setTimeout(() => URL.revokeObjectURL(url), 1000);
    },
  };

  // Nothing on the page is told in local time; to ask a browser for its time zone takes it a while. The runtime's own compiler of what runs often costs the
  // page more, at the first answer and in the middle of clicks, than it saves there; the worker, which computes for long, keeps it.
  const plain = ['traces', 'interp-entry', 'jit-call'].map(kind => `--no-jiterpreter-${kind}-enabled`);
  document.addEventListener('DOMContentLoaded', () => Blazor.start({ configureRuntime: runtime => runtime.withEnvironmentVariable('TZ', 'UTC').withRuntimeOptions(plain) }));

  // On the body chart these keys move and state; they do not scroll the page.
  const ours = new Set(['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End', ' ']);
  document.addEventListener('keydown', event => {
    if (ours.has(event.key) && event.target.closest?.('svg.body')) {
      event.preventDefault();
    }
  });

  // Links within the page: the base address would lead them elsewhere.
  document.addEventListener('click', event => {
    const anchor = event.target.closest?.('a[href^="#"]');
    if (anchor) {
      event.preventDefault();
      event.stopImmediatePropagation();
      const target = document.querySelector(anchor.getAttribute('href'));
      target?.focus({ preventScroll: true });
      target?.scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
    }
  }, true);
})();
