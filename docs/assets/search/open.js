// The search comes when a reader reaches for it: by the button, by /, s or f, by ?q= in the address, or from a page that it found.
{
  const bring = () => fieldguide.bring("search")
  const open = query => bring().then(() => guideSearch.open(query), () => {})
  const atButton = target => target instanceof Element && target.closest("[data-search=open]")

  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, event => { if (atButton(event.target)) bring().then(() => guideSearch.pieces.entry()).catch(() => {}) })
  document.addEventListener("click", event => { if (atButton(event.target)) open() })
  document.addEventListener("keydown", event => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]")
    if (typing || document.querySelector("dialog[open]") || event.ctrlKey || event.metaKey || event.altKey) return
    if (["/", "f", "s"].includes(event.key)) {
      event.preventDefault()
      open()
    }
  })

  const query = new URLSearchParams(location.search).get("q") ?? document.querySelector("[data-lost]")?.dataset.words
  if (query) open(query)
  try {
    if (JSON.parse(sessionStorage.getItem("guide-search-words"))?.path === location.pathname) bring().catch(() => {})
  } catch { /* a browser that keeps nothing marks nothing */ }
}
