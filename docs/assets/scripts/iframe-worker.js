/* Search from a disk. Browsers refuse to start a worker from file://, so there the search worker runs in a hidden
 * frame instead. The worker is loaded as an ordinary script and handed the few things that only a worker has, so that
 * no inline script is needed. Material's offline plugin looks for "iframe-worker" in this file's name. */
(() => {
  "use strict"
  if (location.protocol !== "file:") return

  /* The part of Worker that Material uses: new Worker(url), postMessage, and "message" events. */
  class FrameWorker extends EventTarget {
    constructor(url) {
      super()
      const frame = document.createElement("iframe")
      frame.hidden = true
      document.body.append(frame)
      this.scope = frame.contentWindow
      this.scope.postMessage = data => this.dispatchEvent(new MessageEvent("message", { data }))
      this.scope.importScripts = (...urls) => urls.reduce((done, next) => done.then(() => this.load(next)), Promise.resolve())
      this.ready = this.load(url)
    }

    load(url) {
      return new Promise((resolve, reject) => {
        const script = this.scope.document.createElement("script")
        script.onload = resolve
        script.onerror = () => reject(new Error(`cannot load ${url}`))
        script.src = new URL(url, location.href).href
        this.scope.document.body.append(script)
      })
    }

    postMessage(data) {
      this.ready.then(() => this.scope.dispatchEvent(new MessageEvent("message", { data })))
    }
  }

  window.Worker = FrameWorker
})()
