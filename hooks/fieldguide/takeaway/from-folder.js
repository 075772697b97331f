// In a copy that is opened from a folder, an address that ends in a slash shows a list of files; this leads to the page there instead.
// The links of the pages are written out so already; those that scripts make are not.
for (const kind of ["pointerdown", "click", "auxclick", "keydown"]) {
  document.addEventListener(kind, event => {
    const link = event.target.closest?.("a[href]")
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html"
  }, true)
}
