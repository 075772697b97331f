// The search comes when a reader reaches for it: by the button, by /, s or f, by ?q= in the address, or from a page that it found.
{
  const bring = () => fieldguide.bring("search")
  const dialog = document.getElementById("guide-search")
  const box = dialog.querySelector("[data-search=box]")

  /** The dialog is there at once, so that no key is lost while its script comes. */
  const open = (query = box.value) => {
    if (!dialog.open) dialog.showModal()
    box.value = query
    box.select()
    bring().then(() => guideSearch.start(), () => {
      dialog.classList.add("guide-search--asked")
      dialog.querySelector("[data-search=status]").textContent = "The search could not be loaded. Check the connection, then try again."
    })
  }

  const atButton = target => target instanceof Element && target.closest("[data-search=open]")

  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, event => { if (atButton(event.target)) bring().then(() => guideSearch.pieces.entry()).catch(() => {}) })
  document.addEventListener("click", event => { if (atButton(event.target)) open() })
  document.addEventListener("keydown", event => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]")
    if (typing || dialog.open || event.ctrlKey || event.metaKey || event.altKey) return
    if (["/", "f", "s"].includes(event.key)) {
      event.preventDefault()
      open()
    }
  })

  /** The words of an address where no page is: of its last name, or of the one before where that says nothing. */
  const lost = () => {
    const below = decodeURIComponent(location.pathname).replace(new URL("..", fieldguide.assets).pathname, "/")
    const names = below.replace(/\.[a-z]{2,4}$/, "").split("/").map(name => name.split(/[^\p{L}\p{N}.]+/u).filter(word => word && !/^(index|404)$/.test(word)))
    return names.filter(words => words.length).at(-1)?.join(" ")
  }

  const query = new URLSearchParams(location.search).get("q") ?? (document.querySelector("[data-lost]") ? lost() : "")
  if (query) open(query)
  try {
    if (JSON.parse(sessionStorage.getItem("guide-search-words"))?.path === location.pathname) bring().catch(() => {})
  } catch { /* a browser that keeps nothing marks nothing */ }
}
